"""Made-up invoices of several countries as text on a grid, and what is on them."""

ENGLISH = """
    Harbour Lights Electrical Ltd                                       INVOICE
    14 Quayside Road, Port Ellery, PE4 9ZQ
    Tel. 0555 010 2233   accounts@harbourlights.example
    VAT Reg No: GB 980 7806 84

    Bill to:                                   Invoice No:       HL-20931
    Mrs Orla Penhallow                         Invoice Date:     7 May 2024
    Seaview Guest House                        Due Date:         6 June 2024
    3 Cliff Terrace                            Your order no:    PO/5521
    Port Ellery PE4 1AA                        Customer No:      88214

    Description                          Qty     Unit Price       Amount
    LED panel 60x60, dimmable              6          48.50       291.00
    Fitting, per hour                      4          55.00       220.00
    Cable NYM 3 x 1.5, 50 m                1          39.90        39.90

                                             Subtotal             550.90
                                             VAT 20%              110.18
                                             Total GBP            661.08

    Please pay to IBAN GB82 WEST 1234 5698 7654 32 within 30 days.
"""

GERMAN = """
    Tischlerei Ahornblatt KG · Mühlenweg 8 · 48999 Musterau

    Praxis Dr. Lena Wolters
    Am Stadttor 12
    48998 Beispielstadt

    Rechnung

    Rechnungs-Nr.   Datum          Kunden-Nr.    Ihre Bestellung
    2024-0815       12.03.2024     30077         B-4471

    Pos   Artikel-Nr.   Bezeichnung                   Menge    E-Preis     Gesamt
    1     T-100         Empfangstheke Esche           1       2.450,00   2.450,00
    2     T-207         Regal, 5 Böden                3         189,00     567,00
    3     M-001         Montage                       8          62,50     500,00

                                          Summe netto              3.517,00
                                          zzgl. 19 % USt.            668,23
                                          Rechnungsbetrag          4.185,23 €

    Zahlbar bis 26.03.2024 ohne Abzug.

    Tischlerei Ahornblatt KG        Sparkasse Musterau              USt-IdNr. DE136695976
    Mühlenweg 8                     IBAN DE89 3704 0044 0532 0130 00
    48999 Musterau                  BIC  COBADEFFXXX
"""

FRENCH = """
                      IMPRIMERIE DU LAC
              7 quai des Bateliers, 74999 Rivebelle
          Tél. 04 00 00 00 00 - contact@imprimerie-du-lac.example
                   N° TVA : FR 40 303265045

    FACTURE N° 2024/118                             Le 02/09/2024

    Client :
    Office du tourisme de Montclair
    Place de la Mairie
    74998 Montclair

    Désignation                       Quantité    P.U. HT     Total HT
    Dépliants 3 volets                    2000       0,18       360,00
    Affiches A2 quadrichromie              150       1,90       285,00

    Taux      Base HT     Montant TVA                Total HT       645,00
    20,00 %    645,00         129,00                 Total TVA      129,00
                                                     Total TTC      774,00 €
                                                     Acompte versé  200,00 €
                                                     Reste à payer  574,00 €
    Échéance : 02/10/2024
    IBAN : FR14 2004 1010 0505 0001 3M02 606
"""

DUTCH = """
    Factuur                                          Molenzicht Tuinen B.V.
                                                     Dijkstraat 40
    Familie Terpstra                                 8899 ZX Windhoek aan Zee
    Lindelaan 2                                      www.molenzichttuinen.example
    8898 AA Waterdorp                                Btw-nr. NL004495445B01
                                                     IBAN NL91 ABNA 0417 1643 00
    Factuurnummer: 240077
    Factuurdatum: 18-04-2024
    Vervaldatum: 02-05-2024

    Omschrijving                  Aantal    Prijs     Btw      Bedrag
    Haagbeuk 125/150                  40   € 6,25     9%     € 250,00
    Aanplanten                         6  € 52,00    21%     € 312,00

                        Totaal excl. btw       € 562,00
                        Btw 9% over € 250,00    € 22,50
                        Btw 21% over € 312,00   € 65,52
                        Totaal btw              € 88,02
                        Te betalen             € 650,02
"""

ITALIAN = """
    Falegnameria Bosco Vivo S.r.l.              Spett.le
    Via delle Querce 19                         Agriturismo La Fonte
    50999 Pieve Nuova (FI)                      Strada Provinciale 4
    P. IVA 00743110157                          50998 Poggiolungo (FI)

    FATTURA N. 57/A   del 14/06/2024            Cod. cliente 1182

    Descrizione                        Q.tà      Prezzo       Importo
    Tavolo castagno 200x90                1    1.180,00      1.180,00
    Sedia impagliata                      8       95,00        760,00

                                      Imponibile             1.940,00
                                      IVA 22%                  426,80
                                      Totale fattura EUR     2.366,80

    Scadenza 14/07/2024    Bonifico IBAN IT60 X054 2811 1010 0000 0123 456
"""

SPANISH = """
    TALLERES PUENTE ALTO S.L.                       FACTURA
    Polígono Los Olmos, nave 6
    28999 Villanueva del Río                        Nº factura:  F24-0091
    NIF: ES B58378431                               Fecha:       21/02/2024
                                                    Vencimiento: 22/03/2024
    Datos del cliente                               Nº pedido:   77120
    Transportes Quiroga
    Calle del Pozo 3
    28998 Arroyo Seco

    Concepto                       Cantidad     Precio      Importe
    Cambio de aceite y filtros            2      89,00       178,00
    Pastillas de freno                    4      32,50       130,00
    Mano de obra                          5      45,00       225,00

                                   Base imponible            533,00 €
                                   IVA 21%                   111,93 €
                                   TOTAL                     644,93 €
"""

INDONESIAN = """
    CV Karya Tirta Mandiri
    Jl. Kenanga No. 27, Kota Contoh 40999
    Telp. 022 0000 111

                          INVOICE
    No. Invoice : 118/KTM/V/2024            Tanggal     : 13 Mei 2024
    No. PO      : 4500018                   Jatuh Tempo : 27 Mei 2024

    Kepada Yth.
    Hotel Melati Biru
    Jl. Anggrek 5, Kota Contoh 40998

    Nama Barang                  Jumlah    Harga Satuan          Total
    Pompa air 250 W                   2         875.000      1.750.000
    Pipa PVC 1 inci                  40          18.500        740.000

                                        Subtotal        Rp 2.490.000
                                        PPN 11%         Rp   273.900
                                        Grand Total     Rp 2.763.900
"""

RUSSIAN = """
    Поставщик: ООО «Полярный свет»
    183999, г. Примерск, ул. Озёрная, д. 8
    ИНН 7707083893

    Счет на оплату № 341 от 5 августа 2024 г.

    Покупатель: АО «Северные пристани»
    183998, г. Примерск, Портовый пр., 1

    Наименование                  Кол-во        Цена         Сумма
    Прожектор светодиодный            12     4 250,00     51 000,00
    Кабель силовой, м                200       180,00     36 000,00

                                Итого без НДС            87 000,00
                                НДС 20%                  17 400,00
                                Всего к оплате          104 400,00 руб.

    Срок оплаты: 19.08.2024
"""

TRUTH = {
    "english": (
        ENGLISH,
        {
            "number": "HL-20931",
            "date": "2024-05-07",
            "due_date": "2024-06-06",
            "supplier": "Harbour Lights Electrical Ltd",
            "supplier_vat": "GB980780684",
            "customer": "Mrs Orla Penhallow",
            "purchase_order": "PO/5521",
            "net": "550.90",
            "tax": "110.18",
            "total": "661.08",
            "currency": "GBP",
            "iban": "GB82WEST12345698765432",
        },
    ),
    "german": (
        GERMAN,
        {
            "number": "2024-0815",
            "date": "2024-03-12",
            "due_date": "2024-03-26",
            "supplier": "Tischlerei Ahornblatt KG",
            "supplier_vat": "DE136695976",
            "customer": "Praxis Dr. Lena Wolters",
            "purchase_order": "B-4471",
            "net": "3517.00",
            "tax": "668.23",
            "total": "4185.23",
            "currency": "EUR",
            "iban": "DE89370400440532013000",
        },
    ),
    "french": (
        FRENCH,
        {
            "number": "2024/118",
            "date": "2024-09-02",
            "due_date": "2024-10-02",
            "supplier": "IMPRIMERIE DU LAC",
            "supplier_vat": "FR40303265045",
            "customer": "Office du tourisme de Montclair",
            "purchase_order": "",
            "net": "645.00",
            "tax": "129.00",
            "total": "774.00",
            "currency": "EUR",
            "iban": "FR1420041010050500013M02606",
        },
    ),
    "dutch": (
        DUTCH,
        {
            "number": "240077",
            "date": "2024-04-18",
            "due_date": "2024-05-02",
            "supplier": "Molenzicht Tuinen B.V.",
            "supplier_vat": "NL004495445B01",
            "customer": "Familie Terpstra",
            "purchase_order": "",
            "net": "562.00",
            "tax": "88.02",
            "total": "650.02",
            "currency": "EUR",
            "iban": "NL91ABNA0417164300",
        },
    ),
    "italian": (
        ITALIAN,
        {
            "number": "57/A",
            "date": "2024-06-14",
            "due_date": "2024-07-14",
            "supplier": "Falegnameria Bosco Vivo S.r.l.",
            "supplier_vat": "00743110157",
            "customer": "Agriturismo La Fonte",
            "purchase_order": "",
            "net": "1940.00",
            "tax": "426.80",
            "total": "2366.80",
            "currency": "EUR",
            "iban": "IT60X0542811101000000123456",
        },
    ),
    "spanish": (
        SPANISH,
        {
            "number": "F24-0091",
            "date": "2024-02-21",
            "due_date": "2024-03-22",
            "supplier": "TALLERES PUENTE ALTO S.L.",
            "supplier_vat": "ESB58378431",
            "customer": "Transportes Quiroga",
            "purchase_order": "77120",
            "net": "533.00",
            "tax": "111.93",
            "total": "644.93",
            "currency": "EUR",
            "iban": "",
        },
    ),
    "indonesian": (
        INDONESIAN,
        {
            "number": "118/KTM/V/2024",
            "date": "2024-05-13",
            "due_date": "2024-05-27",
            "supplier": "CV Karya Tirta Mandiri",
            "supplier_vat": "",
            "customer": "Hotel Melati Biru",
            "purchase_order": "4500018",
            "net": "2490000",
            "tax": "273900",
            "total": "2763900",
            "currency": "IDR",
            "iban": "",
        },
    ),
    "russian": (
        RUSSIAN,
        {
            "number": "341",
            "date": "2024-08-05",
            "due_date": "2024-08-19",
            "supplier": "ООО «Полярный свет»",
            "supplier_vat": "7707083893",
            "customer": "АО «Северные пристани»",
            "purchase_order": "",
            "net": "87000.00",
            "tax": "17400.00",
            "total": "104400.00",
            "currency": "RUB",
            "iban": "",
        },
    ),
}
"""By country: the page, and the values of its fields; normalized where a field has such a form."""
