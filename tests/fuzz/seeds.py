#!/usr/bin/env python3
"""Writes the seed corpora of the fuzz targets: tests/fuzz/corpus/<target>/. Standard library only; the same bytes each
time. What tests/data holds is a seed as well (packaging/fuzz hands both to libFuzzer) and is not copied here."""
import io
import os
import struct
import zipfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")


def seed(target, name, content):
    folder = os.path.join(ROOT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))


def csv():
    t = "CsvFuzz"
    seed(t, "header", "id,date,score,name,seen\n007,2026-03-02,12.5,Ada,2026-03-02T08:00:00Z\n008,03/02/2026,13,\"B, C\",\n")
    seed(t, "sep_line", "sep=;\nid;date;score\n1;13.02.2026;1.234,50\n2;14.02.2026;2,5\n")
    seed(t, "tabs", "id\tname\tscore\n1\ta\t2\n2\tb\t3\n")
    seed(t, "pipes", "id|name|score\n1|a|2\n2|b|3\n")
    seed(t, "quotes", "a,b\n\"x \"\"y\"\" z\",\"line\nbreak\"\n\"stray\" text,2\n")
    seed(t, "backslash", "a,b\n\"x \\\" y\",1\n\"z\",2\n")
    seed(t, "apostrophes", "a;b\n'x;y';1\n'z';2\n")
    seed(t, "forced", "id,code\n=\"00123\",1.23E+11\n=\"00124\",1.24E+11\n")
    seed(t, "preamble", "Report of scores\nMade on 2 March\n\nid,date,score\n1,2026-03-02,4\n2,2026-03-03,5\n\nTotal,,9\nEnd of report\n")
    seed(t, "header_rows", "Reading,,Maths,\nScore,Band,Score,Band\n1,a,2,b\n3,c,4,d\n")
    seed(t, "two_tables", "a,b\n1,2\n3,4\n\nc,d,e\n5,6,7\n8,9,10\n")
    seed(t, "ragged", "a,b,c\n1,2\n1,2,3,4\n,,\n\n5,6,7\n")
    seed(t, "utf16le", "\ufeffa\tb\n1\t\u00e9\n".encode("utf-16-le"))
    seed(t, "utf16be", "\ufeffa,b\r\n1,\U0001f600\r\n".encode("utf-16-be"))
    seed(t, "utf16_lone", "a,b\n1,".encode("utf-16-le") + b"\x00\xd8" + "\n".encode("utf-16-le"))
    seed(t, "windows1252", "nom,ville\nH\u00e9l\u00e8ne,Besan\u00e7on\n".encode("cp1252"))
    seed(t, "macroman", "nom,ville\rH\u00e9l\u00e8ne,Besan\u00e7on\r".encode("mac_roman"))
    seed(t, "bad_utf8", b"a,b\n\xff\xfe1,\xc3\x28\n\xe2\x82,3\n")
    seed(t, "nuls", b"a,b\n1\x00,2\x00\n3,4\x1a")
    seed(t, "spaces", "id   name   score\n1    a      2\n2    b      3\n")
    seed(t, "comma_space", "a, b, c\n1, 2, 3\n4, 5, 6\n")
    seed(t, "booleans", "x,y,z\nyes,TRUE,1\nno,FALSE,0\n-,N/A,NULL\n")
    seed(t, "percent", "share,money\n12 %,\"$ 1,200.00\"\n-3%,(4.50)\n")
    seed(t, "times", "seen\n2026-03-02 08:15:00+02:00\n2 Mar 2026 8:15 PM\n20260302\n45000.5\n")
    seed(t, "unclosed", "a,b\n1,\"never closed\n2,3\n4,5\n")
    seed(t, "blank", "\n\n ,\n\t\n")


def json_lines():
    t = "JsonLinesFuzz"
    seed(t, "events", '{"event_id": "e1", "user_id": "u1", "event_type": "video_play", "content_id": "c1", "timestamp": '
         '"2026-03-02T09:00:00Z", "duration": 12.5, "metadata": {"correct": true, "answer": ["a", "b"]}}\n{"event_type": "login"')
    seed(t, "array", '[{"a": 1, "b": {"c": null, "d": [1, 2]}}, {"a": -1.5e300, "b": {"c": "x"}}]')
    seed(t, "wrapped", '{"meta": {"page": 1}, "data": {"rows": [{"id": 1}, {"id": 2, "x": "\\u00e9\\ud83d\\ude00"}]}}')
    seed(t, "lists", '[[1, "a"], [2, "b", 3]]')
    seed(t, "values", '1\n"two"\nnull\ntrue\n18446744073709551615\n-9223372036854775808\n')
    seed(t, "courses", '{"courses": [{"course_id": "m1", "title": "T", "units": [{"unit_id": "u", "lessons": [{"lesson_id": "l", "videos": '
         '["v1", {"video_id": "v2", "length": "12:30"}], "quizzes": [{"id": 3, "questions": [{}, {}]}]}]}]}]}')
    seed(t, "units", '{"id": 1, "modules": [{"sections": [{"items": [{"type": "Slide", "id": "s"}]}]}, 7, "x"]}')
    seed(t, "lone", '{"a": "\\ud800"}\n{"a": "\\udc00x"}\n')
    seed(t, "deep", "[" * 140 + "]" * 140)
    seed(t, "crlf", b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": 2}\r{"a": 3}\x1a')
    seed(t, "utf16", '\ufeff{"a": "\u00e9"}\n{"a": 2}'.encode("utf-16-le"))
    seed(t, "broken", '{"a": 1}\n{"a": \n]}{"a": "unfinished\n{"a": 3}')
    seed(t, "commas", '[{"a": 1},, {"a": 2},]')


def markup():
    t = "MarkupFuzz"
    seed(t, "page", "<html><head><meta charset=utf-8><style>td{}</style></head><body><table><tr><th colspan=2>A<th>B</tr>"
         "<tr><td rowspan=2>1<td>2<td>&eacute;&#x1F600;&amp;</tr><tr><td>3<td><br>4</tr></table><table><tr><td>x</table>")
    seed(t, "nested", "<table><tr><td><table><tr><td>in<td>ner</table><td>2<tr><td>3<td>4</table>")
    seed(t, "script", "<table><script>if (a<b) document.write('<td>')</script><!-- <td> --><tr><td title='>'>1</td><td>2")
    seed(t, "xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rows><row id=\"1\"><name>A&lt;B</name><x><![CDATA[<y>]]></x></row>"
         "<row id=\"2\"><name>&#233;</name><x/></row></rows>")
    seed(t, "attributes", "<a><r x='1' y=\"&quot;\"/><r x='2'/><s/><r y='3'/></a>")
    seed(t, "type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a><r>&b;</r></a>")
    seed(t, "spreadsheet", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
         " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table><Row><Cell><Data ss:Type=\"String\">a</Data></Cell>"
         "<Cell ss:Index=\"3\" ss:MergeAcross=\"1\"><Data ss:Type=\"DateTime\">2026-03-02T00:00:00.000</Data></Cell></Row><Row ss:Index=\"4\"><Cell>"
         "<Data ss:Type=\"Number\">1.5</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row></Table></Worksheet></Workbook>")
    seed(t, "utf16", "\ufeff<a><r x='1'/><r x='2'/></a>".encode("utf-16-be"))


def xlsx():
    t = "XlsxFuzz"
    separator = "\x1e"
    sheet = ("<worksheet><dimension ref=\"A1:D4\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>two</t></is></c>"
             "<c r=\"C1\" t=\"str\"><f>A1</f><v>three</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" s=\"1\"><v>45000.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c>"
             "<c r=\"C2\" t=\"e\"><v>#N/A</v></c><c r=\"D2\" s=\"2\"><v>0.125</v></c></row><row r=\"9\"><c><v>1E+3</v></c><c r=\"AA9\" t=\"d\"><v>2026-03-02</v></c></row>"
             "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>")
    strings = "<sst><si><t xml:space=\"preserve\"> one </t></si><si><r><t>a_x0041_</t></r><rPh><t>x</t></rPh><r><t>b</t></r></si></sst>"
    styles = ("<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00%;[Red]-0.0\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm:ss.000\"/></numFmts>"
              "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"12\"/></cellXfs></styleSheet>")
    book = ("<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" state=\"hidden\" r:id=\"s\"/><sheet name=\"B\" r:id=\"s\"/></sheets></workbook>")
    links = ("<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"/xl/sheet.xml\"/><Relationship Id=\"t\" Type=\"x/styles\" "
             "Target=\"../xl/styles.xml\"/><Relationship Id=\"u\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>")
    seed(t, "sheet", sheet)
    seed(t, "strings", separator.join([sheet, strings]))
    seed(t, "styles", separator.join([sheet, strings, styles]))
    seed(t, "book", separator.join([sheet, strings, styles, book]))
    seed(t, "whole", separator.join([sheet, strings, styles, book, links]))
    for number, code in enumerate(["yyyy-mm-dd hh:mm", "# ?/?", "0.00E+00", "#,##0.00_);(#,##0.00)", "\"x\"@", "[$-409]d-mmm-yy;@", "??0.0,,", "[>=100]0;[<0]\"neg\";0.0"]):
        cell = "<worksheet><sheetData><row><c s=\"1\"><v>1234.5678</v></c><c s=\"1\"><v>-0.25</v></c><c s=\"1\"><v>1e20</v></c></row></sheetData></worksheet>"
        style = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"%s\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
        escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        seed(t, "format%d" % number, separator.join([cell, "", style % escaped]))
    seed(t, "ods", "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:automatic-styles><number:date-style style:name=\"d\"/>"
         "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"2\">"
         "<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"3\""
         " office:value-type=\"float\" office:value=\"1.50\"><text:p>1.5</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row>"
         "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-02T10:00:00\"/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
         "<table:table-cell office:value-type=\"time\" office:time-value=\"PT01H02M03S\"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")
    seed(t, "file", zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook><sheets><sheet name=\"A\" r:id=\"s\"/></sheets></workbook>"),
                            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"worksheet\" Target=\"s.xml\"/></Relationships>"),
                            ("xl/s.xml", sheet)], zipfile.ZIP_DEFLATED))


def zipped(members, method=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2026, 3, 2, 8, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def zips():
    t = "ZipFuzz"
    table = "id,score\n1,2\n2,3\n"
    seed(t, "stored", zipped([("a.csv", table), ("b/c.csv", table)]))
    seed(t, "deflated", zipped([("a.csv", table * 20), ("events.jsonl", '{"a": 1}\n' * 20)], zipfile.ZIP_DEFLATED))
    seed(t, "folder", zipped([("export/", ""), ("export/a.csv", table), ("__MACOSX/._a.csv", "x"), (".DS_Store", "x")]))
    seed(t, "climbing", zipped([("../a.csv", table)]))
    seed(t, "within", zipped([("inner.zip", zipped([("a.csv", table)])), ("a.csv", table)]))
    seed(t, "office", zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]))
    seed(t, "empty", b"PK\x05\x06" + b"\0" * 18)
    link = zipfile.ZipInfo("a.csv", (2026, 3, 2, 8, 0, 0))
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "b.csv")
    seed(t, "link", buffer.getvalue())
    whole = zipped([("a.csv", table * 5)], zipfile.ZIP_DEFLATED)
    seed(t, "cut", whole[: len(whole) // 2])
    nameless = bytearray(zipped([("a.csv", table)]))
    struct.pack_into("<HHH", nameless, nameless.index(b"PK\x01\x02") + 28, 0, 0, 5)
    seed(t, "nameless", bytes(nameless))
    locked = bytearray(zipped([("a.csv", table)]))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", locked, locked.index(signature) + at, 1)
    seed(t, "encrypted", bytes(locked))


def layouts():
    t = "LayoutFuzz"
    head = '{"lectern": "layout/1", "name": "Screener", "target": "assessments.scores", '
    wide = (head + '"note": "spring", "signature": ["Pupil No", "Maths"], "columns": {"student_id": "Pupil No", "date": {"from": "Tested", '
            '"date": "dmy"}, "assessment": {"constant": "Check"}}, "spread": [{"subject": {"constant": "Maths"}, "score": {"from": "Maths", '
            '"decimal": ","}, "band": {"from": "Maths", "thresholds": [{"from": 0, "value": "Below"}, {"from": 40.5, "value": "Meets"}]}}, '
            '{"subject": {"constant": "Reading"}, "score": "Reading"}], "missing": ["abs", "-"], "leave_out": ["Teacher"]}')
    seed(t, "wide", wide)
    seed(t, "with_table", wide + "\x1ePupil No;Tested;Maths;Reading;Teacher\n7;02.03.2026;1.234,5;abs;x\n8;30.03.2026;12;40;y\n")
    seed(t, "values", head + '"columns": {"student_id": "id", "date": {"from": "day", "date": "mdy"}, "assessment": "test", "score": {"from": "mark", '
         '"decimal": ".", "values": {"A": "4", "b": "3"}, "constant": "0"}}}\x1eid,day,test,mark\n1,3/4/26,T,A\n2,12/30/2026,T,B\n')
    seed(t, "fixed", head + '"columns": {"student_id": "id", "date": {"from": "day", "date": "ymd"}, "assessment": {"constant": "T"}, "score": "mark"}, '
         '"fixed": {"skip": 1, "length": 19, "columns": [{"name": "id", "start": 1, "width": 6}, {"name": "day", "start": 7, "width": 8}, '
         '{"name": "mark", "start": 15, "width": 5}]}}\x1eTITLE\n000123202603020012.5\n00012420260303 13.0\n')
    seed(t, "sheet", '{"lectern": "layout/1", "name": "F", "target": "forms", "sheet": "Answers", "columns": {"Timestamp": "When"}}\x1eWhen,Q1\n2026-03-02,yes\n')
    seed(t, "twice", '{"lectern": "layout/1", "name": "a", "name": "b"}')
    seed(t, "deep", "{\"columns\": " + "[" * 12 + "]" * 12 + "}")


if __name__ == "__main__":
    layouts()
    csv()
    json_lines()
    markup()
    xlsx()
    zips()
