/** How mail programs lead in a quote, by program and language; each as one line, which some of them break. */
export const attributions: Readonly<Record<string, string>> = {
  "Gmail in Spanish": "El lun, 23 nov 2026 a las 10:00, Norrland Chairs (<help@norrland.example>) escribió:",
  "Gmail in Portuguese": "Em seg., 23 de nov. de 2026 às 10:00, Norrland Chairs <help@norrland.example> escreveu:",
  "Gmail in Dutch": "Op ma 23 nov 2026 om 10:00 schreef Norrland Chairs <help@norrland.example>:",
  "Gmail in Danish": "Den man. 23. nov. 2026 kl. 10.00 skrev Norrland Chairs <help@norrland.example>:",
  "Gmail in Norwegian": "man. 23. nov. 2026 kl. 10:00 skrev Norrland Chairs <help@norrland.example>:",
  "Gmail in Finnish": "ma 23. marrask. 2026 klo 10.00 Norrland Chairs (help@norrland.example) kirjoitti:",
  "Gmail in Czech": "po 23. 11. 2026 v 10:00 odesílatel Norrland Chairs <help@norrland.example> napsal:",
  "Gmail in Hungarian": "Norrland Chairs <help@norrland.example> ezt írta (időpont: 2026. nov. 23., H, 10:00):",
  "Gmail in Turkish": "Norrland Chairs <help@norrland.example>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
  "Gmail in Russian": "пн, 23 нояб. 2026 г. в 10:00, Norrland Chairs <help@norrland.example>:",
  "Gmail in Ukrainian": "пн, 23 лист. 2026 р. о 10:00 Norrland Chairs <help@norrland.example> пише:",
  "Gmail in Chinese": "Norrland Chairs <help@norrland.example> 于2026年11月23日周一 10:00写道：",
  "Gmail in Korean": "2026년 11월 23일 (월) 오전 10:00, Norrland Chairs <help@norrland.example>님이 작성:",
  "Gmail in German, of late": "Norrland Chairs <help@norrland.example> schrieb am Mo., 23. Nov. 2026, 10:00:",
  "Apple Mail in French": "Le 23 nov. 2026 à 10:00, Norrland Chairs <help@norrland.example> a écrit :",
  "Apple Mail in Italian": "Il giorno 23 nov 2026, alle ore 10:00, Norrland Chairs <help@norrland.example> ha scritto:",
  "Apple Mail in Swedish": "23 nov. 2026 kl. 10:00 skrev Norrland Chairs <help@norrland.example>:",
  "an iPhone in Polish":
    "Wiadomość napisana przez Norrland Chairs <help@norrland.example> w dniu 23.11.2026, o godz. 10:00:",
  "Thunderbird in Italian": "Il 23/11/2026 10:00, Norrland Chairs ha scritto:",
  "Thunderbird in Dutch": "Op 23-11-2026 om 10:00 schreef Norrland Chairs:",
  "Thunderbird in French": "Le 23/11/2026 à 10:00, Norrland Chairs a écrit :",
  "Android's own program": 'On 23 Nov 2026 10:00, "Norrland Chairs" <help@norrland.example> wrote:',
  "Proton Mail": "On Monday, November 23rd, 2026 at 10:00 AM, Norrland Chairs <help@norrland.example> wrote:",
  "Zoho Mail": "---- On Mon, 23 Nov 2026 10:00:00 +0100 Norrland Chairs <help@norrland.example> wrote ----",
  Roundcube: "On 2026-11-23 10:00, Norrland Chairs wrote:",
};

const headers = (from: string, date: string, to: string, subject: string) =>
  [
    `${from} Norrland Chairs <help@norrland.example>`,
    `${date} 23.11.2026 10:00`,
    `${to} Ada Lovelace <ada@acme.example>`,
    `${subject} Order 7`,
  ].join("\n");

/** What Outlook and its like copy above a mail that they do not quote line by line. */
export const headerBlocks: Readonly<Record<string, string>> = {
  "Outlook in Italian": headers("Da:", "Inviato:", "A:", "Oggetto:"),
  "Outlook in Spanish": headers("De:", "Enviado:", "Para:", "Asunto:"),
  "Outlook in Portuguese": headers("De:", "Enviada em:", "Para:", "Assunto:"),
  "Outlook in Dutch": headers("Van:", "Verzonden:", "Aan:", "Onderwerp:"),
  "Outlook in Swedish": headers("Från:", "Skickat:", "Till:", "Ämne:"),
  "Outlook in Danish": headers("Fra:", "Sendt:", "Til:", "Emne:"),
  "Outlook in Polish": headers("Od:", "Wysłano:", "Do:", "Temat:"),
  "Outlook in Czech": headers("Od:", "Odesláno:", "Komu:", "Předmět:"),
  "Outlook in Finnish": headers("Lähettäjä:", "Lähetetty:", "Vastaanottaja:", "Aihe:"),
  "Outlook in Russian": headers("От:", "Отправлено:", "Кому:", "Тема:"),
  "Outlook in Chinese": headers("发件人：", "发送时间：", "收件人：", "主题："),
  "Outlook in Japanese": headers("差出人:", "送信日時:", "宛先:", "件名:"),
  "Outlook on a Mac": headers("From:", "Date:", "To:", "Subject:"),
  "Outlook's plain text with stars": headers("*From:*", "*Sent:*", "*To:*", "*Subject:*"),
  "Outlook on a telephone": `________________________________\n${headers("From:", "Sent:", "To:", "Subject:")}`,
  "a Samsung telephone": `-------- Original message --------\n${headers("From:", "Date:", "To:", "Subject:")}`,
  "Thunderbird, forwarded": `-------- Forwarded Message --------\n${headers("Subject:", "Date:", "From:", "To:")}`,
  "Gmail, forwarded": `---------- Forwarded message ---------\n${headers("From:", "Date:", "To:", "Subject:")}`,
};

/** What programs put under a mail of their own accord. */
export const deviceLines = [
  "Sent from my iPad",
  "Sent from my Galaxy",
  "Sent from Outlook for Android<https://aka.ms/AAb9ysg>",
  "Sent from Yahoo Mail on Android",
  "Sent with Proton Mail secure email.",
  "Get Outlook for iOS<https://aka.ms/o0ukef>",
  "Envoyé de mon iPhone",
  "Enviado desde mi iPhone",
  "Enviado do meu iPhone",
  "Inviato da iPhone",
  "Verzonden vanaf mijn iPhone",
  "Skickat från min iPhone",
  "Sendt fra min iPhone",
  "Wysłane z iPhone'a",
  "Отправлено с iPhone",
  "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
  "Gesendet mit der mobilen Mail App",
  "iPhoneから送信",
];

export type WholeMail = { text?: string; html?: string; said: string };

/** Mails as they come, with what their writers said. */
export const wholeMails: Readonly<Record<string, WholeMail>> = {
  "Gmail, with a signature under two quotes": {
    text: `Tuesday suits us.

Ada

On Mon, Nov 23, 2026 at 10:00 AM Norrland Chairs <help@norrland.example>
wrote:

> Which day suits you?
>
> On Mon, Nov 23, 2026 at 9:12 AM Ada Lovelace <ada@acme.example
> > wrote:
>
>> Can you come to measure?
>>
>

--${" "}
Ada Lovelace
Purchasing, Acme GmbH
+46 90 12 34 56
`,
    said: "Tuesday suits us.\n\nAda",
  },
  "Thunderbird, answers in between": {
    text: `Hello,

On 23/11/2026 10:00, Norrland Chairs wrote:
> Which wood do you want?
Oak.

> And how many chairs?
> The first four are ready.
Two more, six in all.
--${" "}
Ada
`,
    said: `Hello,

> Which wood do you want?
Oak.

> And how many chairs?
> The first four are ready.
Two more, six in all.`,
  },
  "Thunderbird, an answer below": {
    text: `On 23/11/2026 10:00, Norrland Chairs wrote:
> Which wood do you want?
>
> The chairs are made next week.

Oak, as before.
`,
    said: "Oak, as before.",
  },
  "Outlook, with the company's notice above the quote": {
    text: `Please send two more.

Kind regards
Ada Lovelace

--${" "}
Acme GmbH · Storgatan 1 · Umeå
This mail is meant for the people it names. If you are none of them, please tell us and delete it.

From: Norrland Chairs <help@norrland.example>
Sent: Monday, November 23, 2026 10:00 AM
To: Ada Lovelace <ada@acme.example>
Cc: Bo Berg <bo@acme.example>
Subject: RE: Order 7

The first four are ready.
`,
    said: "Please send two more.\n\nKind regards\nAda Lovelace",
  },
  "a company's notice without a line above it": {
    text: "Please send two more.\n\nThis mail is confidential.\n",
    said: "Please send two more.\n\nThis mail is confidential.",
  },
  "Yahoo, nothing marked": {
    text: `Yes, please.

Sent from Yahoo Mail on Android

  On Mon, Nov 23, 2026 at 10:00, Norrland Chairs<help@norrland.example> wrote:

Shall we bring them on Friday?
The stairs are narrow.
`,
    said: "Yes, please.",
  },
  "a telephone, under whose line the quote is not marked": {
    text: `Friday is fine

Get Outlook for Android<https://aka.ms/AAb9ysg>
________________________________
From: Norrland Chairs <help@norrland.example>
Sent: Monday, November 23, 2026 10:00:00 AM
To: Ada Lovelace <ada@acme.example>
Subject: Order 7

Shall we bring them on Friday?
`,
    said: "Friday is fine",
  },
  "three mails deep, none marked": {
    text: `The third.

On Mon, Nov 23, 2026 at 10:00 AM +0100, "Norrland Chairs" <help@norrland.example> wrote:

The second.

On Sun, Nov 22, 2026 at 9:00 AM +0100, "Ada Lovelace" <ada@acme.example> wrote:

The first.
`,
    said: "The third.",
  },
  "our own mail quoted, with the line to write above": {
    text: `Thanks!

Am 23.11.2026 um 10:00 schrieb Norrland Chairs <help@norrland.example>:

> ##- Please write your answer above this line -##
>
> The first four are ready.
`,
    said: "Thanks!",
  },
  "a list, a table and a piece of a program": {
    text: `1. four chairs
2. one table

| item  | pieces |
| ----- | ------ |
| chair | 4      |

> a mark that is no program's
# not a title
`,
    said: `1. four chairs
2. one table

| item  | pieces |
| ----- | ------ |
| chair | 4      |

> a mark that is no program's
# not a title`,
  },
  "lines that a program broke and that end in blanks": {
    text: "This line was broken by the program that sent it, \r\nas it was longer than most. \r\n\r\n> Is it? \r\n",
    said: "This line was broken by the program that sent it, \nas it was longer than most.",
  },
  "Gmail's HTML": {
    html: `<div dir="ltr"><div>Great, thank you!</div><div><br></div><div>Could you bring <b>two</b> more?</div></div><br>
<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 23, 2026 at 10:00 AM
Norrland Chairs &lt;<a href="mailto:help@norrland.example">help@norrland.example</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">
<p>The first four are ready.</p></blockquote></div>`,
    said: "Great, thank you!\n\nCould you bring two more?",
  },
  "Outlook's HTML": {
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang="DE"><div class="WordSection1"><p class="MsoNormal">Freitag passt.<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Ada<o:p></o:p></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">
<b>Von:</b> Norrland Chairs &lt;help@norrland.example&gt; <br><b>Gesendet:</b> Montag, 23. November 2026 10:00<br>
<b>An:</b> Ada Lovelace &lt;ada@acme.example&gt;<br><b>Betreff:</b> Bestellung 7<o:p></o:p></p></div>
<p class="MsoNormal">Passt Ihnen Freitag?<o:p></o:p></p></div></body></html>`,
    said: "Freitag passt.\n\nAda",
  },
  "Outlook's HTML from the web": {
    html: `<div class="elementToProof" style="font-family:Aptos">Friday is fine.</div>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Norrland Chairs &lt;help@norrland.example&gt;<br>
<b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Ada Lovelace &lt;ada@acme.example&gt;<br>
<b>Subject:</b> Order 7</font><div>&nbsp;</div></div><div>Shall we bring them on Friday?</div>`,
    said: "Friday is fine.",
  },
  "Apple Mail's HTML": {
    html: `<html><body style="overflow-wrap:break-word">Oak, please.<br id="lineBreakAtBeginningOfMessage"><div><br>
<blockquote type="cite"><div>On 23. Nov 2026, at 10:00, Norrland Chairs &lt;help@norrland.example&gt; wrote:</div>
<br class="Apple-interchange-newline"><div><div>Which wood do you want?</div></div></blockquote></div><br></body></html>`,
    said: "Oak, please.",
  },
  "Thunderbird's HTML, answers in between": {
    html: `<html><body><div class="moz-cite-prefix">On 23/11/2026 10:00, Norrland Chairs wrote:<br></div>
<blockquote type="cite"><p>Which wood do you want?</p></blockquote><p>Oak.</p>
<blockquote type="cite"><p>And how many chairs?</p></blockquote><p>Six in all.</p></body></html>`,
    said: "> Which wood do you want?\n\nOak.\n\n> And how many chairs?\n\nSix in all.",
  },
  "Yahoo's HTML": {
    html: `<div class="ydp1yahoo-style-wrap"><div dir="ltr">Yes, please.</div><div><br></div></div>
<div id="yahoo_quoted_1" class="yahoo_quoted"><div><div>On Monday, November 23, 2026 at 10:00:00 AM GMT+1,
Norrland Chairs &lt;help@norrland.example&gt; wrote: </div><div><br></div><div>Shall we bring them on Friday?</div>
</div></div>`,
    said: "Yes, please.",
  },
  "an iPhone's HTML": {
    html: `<html><body dir="auto">Ja, gerne.<br><div dir="ltr">Von meinem iPhone gesendet</div><div dir="ltr"><br>
<blockquote type="cite">Am 23.11.2026 um 10:00 schrieb Norrland Chairs &lt;help@norrland.example&gt;:<br><br></blockquote>
</div><blockquote type="cite"><div dir="ltr">Passt Ihnen Freitag?</div></blockquote></body></html>`,
    said: "Ja, gerne.",
  },
  "an HTML signature": {
    html: `<div>Two more, please.</div><div>--&nbsp;<br></div><div><b>Ada Lovelace</b><br>Acme GmbH<br>
<img src="cid:logo" alt="Acme"></div>`,
    said: "Two more, please.",
  },
};
