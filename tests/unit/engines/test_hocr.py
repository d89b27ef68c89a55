import pytest

from reviewer.engines import _hocr
from reviewer.errors import EngineError

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <body>
  <div class='ocr_page' id='page_1' title='image "page.pgm"; bbox 0 0 200 100; ppageno 0; scan_res 70 70'>
   <div class='ocr_photo' id='block_1_1' title="bbox 0 0 10 10"></div>
   <p class='ocr_par' id='par_1_1' lang='eng' title="bbox 20 10 120 30">
     <span class='ocr_line' id='line_1_1' title="bbox 20 10 120 30; baseline 0 -2; x_size 20">
      <span class='ocrx_word' id='word_1_1' title='bbox 20 10 60 30; x_wconf 93'>
       <span class='ocrx_cinfo' title='x_bboxes 20 10 40 30; x_conf 99.0'>A</span>
       <span class='ocrx_cinfo' title='x_bboxes 42 10 60 30; x_conf 80.0'>&lt;</span>
      </span>
      <span class='ocrx_word' id='word_1_2' title='bbox 80 10 120 30; x_wconf 71'>
       <strong><span class='ocrx_cinfo' title='x_bboxes 80 10 120 30; x_conf 95.5'>7</span></strong>
      </span>
      <span class='ocrx_word' id='word_1_3' title='bbox 120 10 121 30; x_wconf 0'> </span>
     </span>
   </p>
  </div>
 </body>
</html>
"""


def test_words_have_text_place_and_confidence():
    (line,) = _hocr.lines(PAGE.encode(), [(200, 100)])[0]
    assert line.text == "A< 7"
    first = line.words[0]
    assert first.polygon == ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))
    assert first.confidence == 0.93
    assert line.polygon == ((0.1, 0.1), (0.6, 0.1), (0.6, 0.3), (0.1, 0.3))


def test_characters_are_as_sure_as_their_word():
    word = _hocr.lines(PAGE.encode(), [(200, 100)])[0][0].words[0]
    assert word.characters == (0.93, 0.0)
    assert word.edges == (0.0, 0.5, 0.55, 1.0)


@pytest.mark.parametrize(
    ("second", "first_corner"),
    [
        ("20 5 40 8", (0.1, 0.3)),  # up the page: the second character stands above the first
        ("20 32 40 36", (0.3, 0.1)),  # down
    ],
)
def test_text_that_runs_another_way_begins_at_its_own_top_left(second, first_corner):
    text = PAGE.replace("x_bboxes 80 10 120 30", f"x_bboxes {second}")
    word = _hocr.lines(text.encode(), [(200, 100)])[0][0].words[0]
    assert word.polygon[0] == first_corner
    assert len(word.edges) == 4


def test_text_of_a_script_that_runs_to_the_left_is_not_upside_down():
    text = PAGE.replace(">A<", ">ש<").replace(">&lt;<", ">ל<").replace(">7<", ">ם\u200f<")
    text = text.replace("80 10 120 30", "5 10 15 30").replace("20 10 40 30; x_conf", "41 10 60 30; x_conf")
    text = text.replace("42 10 60 30", "20 10 40 30")
    (line,) = _hocr.lines(text.encode(), [(200, 100)])[0]
    assert line.text == "של ם"
    assert line.words[0].polygon == ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))
    assert len(line.words[1].characters) == 1


def test_text_that_is_upside_down_begins_at_its_own_top_left():
    text = PAGE.replace("x_bboxes 80 10 120 30", "x_bboxes 5 10 15 30")
    text = text.replace("20 10 40 30; x_conf", "41 10 60 30; x_conf").replace("42 10 60 30", "20 10 40 30")
    word = _hocr.lines(text.encode(), [(200, 100)])[0][0].words[0]
    assert word.polygon[0] == (0.3, 0.3)


def test_latin_words_that_are_read_from_the_right_are_not_upside_down():
    text = PAGE.replace("80 10 120 30", "5 10 15 30")
    (line,) = _hocr.lines(text.encode(), [(200, 100)])[0]
    assert [word.polygon[0] for word in line.words] == [(0.1, 0.1), (0.025, 0.1)]


def test_edges_of_text_that_runs_up_the_page_are_counted_from_below():
    text = PAGE.replace("20 10 40 30", "20 20 60 30").replace("42 10 60 30", "20 10 60 18")
    text = text.replace("x_bboxes 80 10 120 30", "x_bboxes 20 5 40 8")
    word = _hocr.lines(text.encode(), [(200, 100)])[0][0].words[0]
    assert word.edges == (0.0, 0.5, 0.6, 1.0)


def test_control_characters_do_no_harm():
    assert _hocr.lines(PAGE.replace(">7<", ">\x0c7<").encode(), [(200, 100)])[0][0].text == "A< 7"


def test_a_blank_page_has_no_lines():
    assert _hocr.lines(b"<html><body><div class='ocr_page' title='bbox 0 0 1 1'/></body></html>", [(1, 1)]) == [()]


def test_what_is_no_hocr_is_an_error():
    with pytest.raises(EngineError):
        _hocr.lines(b"Segmentation fault", [(10, 10)])


def test_the_lines_of_several_pictures_are_kept_apart():
    two = PAGE.replace("</div>\n </body>", "</div><div class='ocr_page' title='bbox 0 0 9 9'></div>\n </body>")
    first, second = _hocr.lines(two.encode(), [(200, 100), (9, 9)])
    assert [line.text for line in first] == ["A< 7"]
    assert second == ()
    with pytest.raises(EngineError):
        _hocr.lines(two.encode(), [(200, 100)])
