/** Mails of Ada's as mail programs forward them; what was written above, if anything, is "For you." */
export const forwards: Record<string, string> = {
  "Gmail, English": `For you.

---------- Forwarded message ---------
From: Ada Lovelace <ada@acme.example>
Date: Mon, Nov 23, 2026 at 10:00 AM
Subject: The oil
To: <help@norrland.example>


Which oil is it?

Ada`,
  "Gmail, German": `For you.

---------- Forwarded message ---------
Von: Ada Lovelace <ada@acme.example>
Date: Mo., 23. Nov. 2026 um 10:00 Uhr
Subject: The oil
To: <help@norrland.example>


Which oil is it?

Ada`,
  "Outlook, English, with a signature above": `For you.

Sam Berg
Norrland Chairs

________________________________
From: Ada Lovelace <ada@acme.example>
Sent: Monday, November 23, 2026 10:00 AM
To: help@norrland.example <help@norrland.example>
Cc: Ben <ben@acme.example>
Subject: The oil

Which oil is it?

Ada`,
  "Outlook, German, without a rule": `For you.

Von: Ada Lovelace <ada@acme.example>
Gesendet: Montag, 23. November 2026 10:00
An: help@norrland.example
Cc: Ben <ben@acme.example>; Bo <bo@acme.example>
Betreff: The oil

Which oil is it?

Ada`,
  "Outlook, old": `For you.

-----Original Message-----
From: Ada Lovelace [mailto:ada@acme.example]
Sent: Monday, November 23, 2026 10:00 AM
To: help@norrland.example
Subject: The oil

Which oil is it?

Ada`,
  "Outlook, French": `For you.

De : Ada Lovelace <ada@acme.example>
Envoyé : lundi 23 novembre 2026 10:00
À : help@norrland.example
Objet : The oil

Which oil is it?

Ada`,
  "Outlook, Spanish, its text made from HTML": `For you.

*De:* Ada Lovelace <ada@acme.example<mailto:ada@acme.example>>
*Enviado el:* lunes, 23 de noviembre de 2026 10:00
*Para:* help@norrland.example<mailto:help@norrland.example>
*Asunto:* The oil

Which oil is it?

Ada`,
  "Apple Mail, English": `For you.

> Begin forwarded message:
> 
> From: Ada Lovelace <ada@acme.example>
> Subject: The oil
> Date: 23 November 2026 at 10:00:00 CET
> To: help@norrland.example
> 
> Which oil is it?
> 
> Ada`,
  "Apple Mail, German, unmarked": `For you.

Anfang der weitergeleiteten Nachricht:

Von: "Ada Lovelace" <ada@acme.example>
Betreff: The oil
Datum: 23. November 2026 um 10:00:00 MEZ
An: help@norrland.example
Antwort an: Ada <ada@home.example>

Which oil is it?

Ada`,
  "Thunderbird, English": `For you.

-------- Forwarded Message --------
Subject: \tThe oil
Date: \tMon, 23 Nov 2026 10:00:00 +0100
From: \tAda Lovelace <ada@acme.example>
Reply-To: \tAda <ada@home.example>
Organization: \tAcme
To: \thelp@norrland.example


Which oil is it?

Ada`,
  "Thunderbird, German": `For you.

-------- Weitergeleitete Nachricht --------
Betreff: \tThe oil
Datum: \tMon, 23 Nov 2026 10:00:00 +0100
Von: \tAda Lovelace <ada@acme.example>
An: \thelp@norrland.example


Which oil is it?

Ada`,
  Italian: `For you.

Inizio messaggio inoltrato:

Da: Ada Lovelace <ada@acme.example>
Oggetto: The oil
Data: 23 novembre 2026 10:00:00 CET
A: help@norrland.example

Which oil is it?

Ada`,
  Polish: `For you.

---------- Wiadomość przekazana dalej ---------
Od: Ada Lovelace <ada@acme.example>
Wysłano: poniedziałek, 23 listopada 2026 10:00
Do: help@norrland.example
Temat: The oil

Which oil is it?

Ada`,
  Russian: `For you.

-------- Пересылаемое сообщение --------
От: Ada Lovelace <ada@acme.example>
Дата: 23 ноября 2026 г., 10:00
Кому: help@norrland.example
Тема: The oil

Which oil is it?

Ada`,
  Japanese: `For you.

差出人: Ada Lovelace <ada@acme.example>
送信日時: 2026年11月23日 10:00
宛先: help@norrland.example
件名: The oil

Which oil is it?

Ada`,
  "a sender's name on a line of its own": `For you.

From:
Ada Lovelace <ada@acme.example>
Sent: Monday, November 23, 2026 10:00 AM
To: help@norrland.example
Subject: The oil

Which oil is it?

Ada`,
};
