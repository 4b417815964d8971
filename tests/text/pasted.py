"""What Word and a web page put on the clipboard, in the small."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:st1="urn:smarttags">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=DE><!--StartFragment-->
<h1 style='mso-margin:0'>Öl über <st1:city w:st="on">Köln</st1:city></h1>
<p class=MsoNormal style='margin-bottom:6pt'><span style='font-family:"Calibri"'>Die <b>Ministerin</b> sagte
„nein“.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Erstens: Gas</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span></span><![endif]>darunter: Flüssiggas</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span></span><![endif]>Zweitens: Öl</p>
<p class=MsoNormal>Dann:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span></span><![endif]>Prüfen</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span></span><![endif]>Drucken</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Jahr</p></td><td>Menge</td></tr>
<tr><td>2025</td><td>10<sup>6</sup> t</td></tr></table>
<p class=MsoNormal><img width=10 src="file:///C:/bild1.png"><img width=10 src="file:///C:/bild2.png"></p>
<!--EndFragment--></body></html>"""
WORD_CLEAN = (
    "<h2>Öl über Köln</h2><p>Die <strong>Ministerin</strong> sagte „nein“.</p>"
    "<ul><li><p>Erstens: Gas</p><ul><li>darunter: Flüssiggas</li></ul></li><li>Zweitens: Öl</li></ul>"
    "<p>Dann:</p><ol><li>Prüfen</li><li>Drucken</li></ol>"
    "<p>Jahr</p><p>Menge</p><p>2025</p><p>10⁶ t</p>"
)
WEB = """<div class="story" style="color:red"><script>zap()</script><style>p {color: blue}</style>
<p onclick="zap()">Ein <a href="javascript:zap()">falscher</a> und ein <a class="x" href="https://beispiel.de/öl">echter</a>
Link.<br>Neue Zeile.</p><iframe src="https://video.example"></iframe><!-- ein Kommentar -->
<figure><img src="a.jpg" alt="Bild"><figcaption>Unter dem Bild</figcaption></figure>
<form><input name="q"><button>Suchen</button></form><q>Zitat</q></div>"""
