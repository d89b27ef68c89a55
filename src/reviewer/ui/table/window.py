"""Actions of the menus File, Edit and Help."""

from typing import Final

from reviewer.ui.table.action import DOCUMENT, QT_TRANSLATE_NOOP, VALUE, WINDOW, Action

FILE: Final = (
    Action(
        name="file.open",
        text=QT_TRANSLATE_NOOP("actions", "Open files…"),
        help=QT_TRANSLATE_NOOP("actions", "Adds images and PDFs to the queue. The originals stay unchanged."),
        keys=("Ctrl+O",),
        icon="open",
        group=WINDOW,
        menu="file/add",
        toolbar="left",
    ),
    Action(
        name="file.open_folder",
        text=QT_TRANSLATE_NOOP("actions", "Open folder…"),
        help=QT_TRANSLATE_NOOP("actions", "Adds all images and PDFs of a folder and its folders to the queue."),
        keys=("Ctrl+Shift+O",),
        icon="folder",
        group=WINDOW,
        menu="file/add",
    ),
    Action(
        name="file.paste",
        text=QT_TRANSLATE_NOOP("actions", "Paste as document"),
        help=QT_TRANSLATE_NOOP("actions", "Adds the picture or the files of the clipboard to the queue."),
        keys=("Ctrl+V",),
        icon="paste",
        group=WINDOW,
        menu="file/add",
        yields=True,
    ),
    Action(
        name="document.export",
        text=QT_TRANSLATE_NOOP("actions", "Export now"),
        help=QT_TRANSLATE_NOOP("actions", "Writes the corrected JSON of this document to the export folder."),
        keys=("Ctrl+Shift+E",),
        icon="export",
        group=DOCUMENT,
        menu="file/export",
    ),
    Action(
        name="file.training_set",
        text=QT_TRANSLATE_NOOP("actions", "Export a training set…"),
        help=QT_TRANSLATE_NOOP("actions", "Writes what people settled, with pictures, for whoever trains a reader."),
        menu="file/export",
    ),
    Action(
        name="window.settings",
        text=QT_TRANSLATE_NOOP("actions", "Settings…"),
        help=QT_TRANSLATE_NOOP("actions", "Opens the settings: reading, appearance, folders and keys."),
        keys=("Ctrl+,",),
        icon="settings",
        group=WINDOW,
        menu="file/settings",
    ),
    Action(
        name="window.quit",
        text=QT_TRANSLATE_NOOP("actions", "Quit"),
        help=QT_TRANSLATE_NOOP("actions", "Closes Reviewer. Everything is kept, and reading goes on next time."),
        keys=("Ctrl+Q",),
        group=WINDOW,
        menu="file/quit",
    ),
)

EDIT: Final = (
    Action(
        name="edit.undo",
        text=QT_TRANSLATE_NOOP("actions", "Undo"),
        help=QT_TRANSLATE_NOOP("actions", "Takes back the last thing you did: text, region or status."),
        keys=("Ctrl+Z",),
        icon="undo",
        group=VALUE,
        menu="edit/undo",
        toolbar="left",
        repeat=True,
    ),
    Action(
        name="edit.redo",
        text=QT_TRANSLATE_NOOP("actions", "Redo"),
        help=QT_TRANSLATE_NOOP("actions", "Does again what was taken back."),
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        icon="redo",
        group=VALUE,
        menu="edit/undo",
        toolbar="left",
        repeat=True,
    ),
    Action(
        name="queue.find",
        text=QT_TRANSLATE_NOOP("actions", "Search the queue"),
        help=QT_TRANSLATE_NOOP("actions", "Puts the focus into the search field of the queue."),
        keys=("Ctrl+Shift+F",),
        icon="search",
        group=WINDOW,
        menu="edit/find",
    ),
)

HELP: Final = (
    Action(
        name="help.keys",
        text=QT_TRANSLATE_NOOP("actions", "Keys"),
        help=QT_TRANSLATE_NOOP("actions", "Shows all keys; press it again to close."),
        keys=("F1",),
        icon="keyboard",
        group=WINDOW,
        menu="help/keys",
    ),
    Action(
        name="help.samples",
        text=QT_TRANSLATE_NOOP("actions", "Try the samples"),
        help=QT_TRANSLATE_NOOP("actions", "Adds sample documents to the queue."),
        icon="page",
        menu="help/keys",
    ),
    Action(
        name="help.logs",
        text=QT_TRANSLATE_NOOP("actions", "Show the log folder"),
        help=QT_TRANSLATE_NOOP("actions", "Opens the folder of the log. It holds no content of documents."),
        menu="help/about",
    ),
    Action(
        name="help.about",
        text=QT_TRANSLATE_NOOP("actions", "About Reviewer"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the version and the licenses of all parts."),
        icon="info",
        menu="help/about",
    ),
)
