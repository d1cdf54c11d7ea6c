/** No line that a mail program writes by itself is longer; longer ones are never looked into. */
const maxLineLength = 300;

const word = (all: string) => new RegExp(`(?<![\\p{L}\\p{M}])(?:${all})(?![\\p{L}\\p{M}])`, "iu");

const wrote = word(
  [
    "wrote|writes|schrieb|geschrieben|schreibt|a écrit|écrit|escribió|escribio|escreveu|ha scritto|scrisse|schreef",
    "geschreven|skrev|kirjoitti|napisał\\(a\\)|napisał|napisała|napisana|pisze|napsal\\(a\\)|napsal|napsala|napísal|írta",
    "a scris|написал|написала|написав|писал|пишет|пише|написа|έγραψε|yazdı|şunu yazdı|đã viết|menulis|je napisao|je napisal",
  ].join("|"),
);
// Scripts that put no space between words.
const wroteUnspaced = /写道|寫道|のメール|書きました|님이 작성|작성:|כתב|كتب/u;

const months = "янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек";
const date = new RegExp(
  `(?<!\\d)(?:19|20)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[./-]\\d{1,2}[./-]\\d{2}|\\d{1,2}[.]? (?:${months})|年|년`,
  "iu",
);
const time = /(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|(?<!\d)\d{1,2} ?(?:am|pm|uhr)(?!\p{L})|[时時点點시]\s?\d/iu;
const address = /[^\s<>@]@[^\s<>@]+\.[^\s<>@]/;
const startsWithDate =
  /^(?:\p{L}{2,15}[.,]{1,2} )?(?:\d{4}[-/.年]|\d{1,2}[-/.]\s?\d|\d{1,2}[.]? \p{L}{3,12}[.,]{0,2} \d{4}|\d{4}년)/u;
const startsLikeOne = new RegExp(
  "^(?:-{2,} ?)?(?:" +
    "On|Le|Am|Op|El|Em|Il|In data|Den|Dne|Dňa|Dnia|W dniu|På|Pe|La|Tarihinde|Vào|Pada|V|Στις|ב|בתאריך|في|在|于|於" +
    ")(?=[ \\d年])[^:]{0,40}\\d",
  "u",
);
const startsWithName = /^[^<>]{0,80}<[^\s<>]+@[^\s<>]+>/;

/** One line of what a mail program put above a quote: "On Mon, 1 Feb 2016 at 18:32, Ada <ada@acme.example> wrote:". */
export type Attribution = "certain" | "onlyBeforeQuote" | null;

/** Whether a text, gathered from one or more lines, introduces what somebody else wrote. */
export function asAttribution(text: string, afterGap: boolean): Attribution {
  if (text.length > maxLineLength) return null;
  const closed = /(?:[:：]|(?<!-)-{2,})$/u.test(text);
  const says = closed && saysWrote(text);
  if (!date.test(text)) return says && startsWithName.test(text) ? "onlyBeforeQuote" : null;
  const strong = startsWithDate.test(text) || startsLikeOne.test(text) || startsWithName.test(text);
  if (says && (time.test(text) || address.test(text))) return strong || afterGap ? "certain" : "onlyBeforeQuote";
  const named = address.test(text) && (closed || text.endsWith(">"));
  return named && startsWithDate.test(text) ? "onlyBeforeQuote" : null;
}

/** Whether a line speaks of somebody's writing. */
export const saysWrote = (line: string) =>
  line.length <= maxLineLength && (wrote.test(line) || wroteUnspaced.test(line));

/** Whether a line can be the last of an attribution. */
export const endsLikeAttribution = (line: string) =>
  line.length <= maxLineLength && /(?:[:：>]|(?<!-)-{2,})$/u.test(line);

/** The rest of an attribution that was broken where its address is: "> wrote:". */
export const isBrokenOff = (line: string) => /^(?:> ?){1,2}[^>\s:]{0,12} ?\p{L}{0,12} ?[:：]$/u.test(line);

const labels = {
  from: "From|Von|De|Da|Van|Fra|Från|Od|Lähettäjä|Feladó|От|Від|Από|Kimden|发件人|寄件者|差出人|보낸 사람|מאת",
  date: "Sent|Date|Gesendet|Datum|Envoyé|Inviato|Data|Enviado|Enviada em|Enviado el|Fecha|Verzonden|Sendt|Dato|Skickat|Wysłano|Odesláno|Lähetetty|Отправлено|Дата|Надіслано|发送时间|傳送時間|日期|日時|送信日時|보낸 날짜",
  to: "To|An|À|A|Aan|Para|Til|Till|Do|Komu|Vastaanottaja|Кому|Προς|Kime|收件人|收件者|宛先|받는 사람|אל",
  subject:
    "Subject|Betreff|Objet|Oggetto|Asunto|Assunto|Onderwerp|Emne|Ämne|Temat|Předmět|Aihe|Tárgy|Тема|Θέμα|Konu|主题|主旨|件名|제목|נושא",
} as const;
export type Label = keyof typeof labels;
const labelled = Object.entries(labels).map(
  ([label, names]) => [label as Label, new RegExp(`^[*_]{0,2}(?:${names})[*_]{0,2}\\s?[:：]`, "iu")] as const,
);

/** Which of a mail's headers a line shows, in the languages that mail programs speak; null where it is none. */
export const headerLabel = (line: string): Label | null => labelled.find(([, shape]) => shape.test(line))?.[0] ?? null;

/** Whether a header names an address. */
export const hasAddress = (line: string) => line.length <= maxLineLength && address.test(line);

const message =
  "message|mail|e-mail|nachricht|mensaje|correo|messaggio|bericht|besked|meddelelse|meddelande|melding|viesti|" +
  "wiadomość|zpráva|mensagem|сообщение|повідомлення|μήνυμα|ileti|邮件|郵件|メッセージ|메시지";
const inFence = "(?:[^-_=*]|-(?=\\p{L}))";
const fenced = new RegExp(`^[-_=*]{2,} ?${inFence}{0,40}(?:${message})${inFence}{0,30}[-_=*]{2,}$`, "iu");
const introduced = new RegExp(`^[^:]{0,30}(?:${message})[^:]{0,30} ?[:：]$`, "iu");
const forwarded =
  /forward|weiterg|transf|réexp|reenvi|encaminh|inoltr|doorgest|vidarebef|videresen|przekaz|przesł|пересл|transmis/iu;
const longRule = /^(?:_{20,}|-{30,})$/;
const aboveThisLine = /above this line|über dieser zeile|au-dessus de cette ligne/i;

/** "-----Original Message-----" and its like, and the line under which a service asks not to write. */
export const isDivider = (line: string) =>
  line.length <= 120 && (fenced.test(line) || (/^\W{2,}/.test(line) && aboveThisLine.test(line)));

/** What some programs put just above a block of headers: "Begin forwarded message:". */
export const announcesHeaders = (line: string) => line.length <= 120 && introduced.test(line);

/** Whether headers that follow this line are a mail's, whatever they say. */
export const surelyAnnouncesHeaders = (line: string) =>
  isDivider(line) || longRule.test(line) || (announcesHeaders(line) && forwarded.test(line));

/** A line without a word. */
export const isRule = (line: string) => /^[-_=~*+.,#—–―ᐧ ]{1,120}$/u.test(line);

/** The line above a signature: RFC 3676 writes "-- ", people less. */
export const opensSignature = (line: string) => /^(?:--|—|–|__)\s?$/u.test(line);

const gadget =
  "phone|iphone|ipad|ipod|android|galaxy|samsung|huawei|xiaomi|pixel|nokia|htc|mobile|mobil\\p{L}{0,30}|handy|smartphone|tablet|" +
  "blackberry|windows|outlook|(?:\\p{L}{1,30})?mail(?:box)?|thunderbird|yahoo|gmail|gmx|proton\\p{L}{0,30}|k-9|spark|telefon\\p{L}{0,30}|device";
const short = "[\\s<(\\[*_]{0,4}";
const apology = ".{0,20}(?:excuse|pardon|typo|brevity|entschuldig|excus).{0,60}";
const fewWords = `(?:(?: ?[^\\s.,;:!?<]{1,20}){0,3}(?:[.)>\\]*_]{0,4}|[(<[]{0,2}https?:\\S{1,100}\\W{0,3}[^.,;:!?<]{0,20})|${apology})$`;
const deviceLines = [
  `^${short}sent from my (?:[^\\s.,;:!?]{1,20} ?){1,2}(?:[.)>\\]*_]{0,4}|${apology})$`,
  `^${short}sent (?:from|via|with|using|by)[^.!?]{0,40}(?:${gadget})${fewWords}`,
  `^${short}(?:\\p{L}{1,20} )?from (?:my )?(?:${gadget})[\\p{L}\\p{N} ]{0,12}$`,
  `^[^.!?]{0,40}outlook(?:\\]\\S{0,60})? (?:for|für|pour|para|per|voor) (?:ios|android)`,
  `^${short}(?:envoyé|télécharge\\p{L}{0,30}|obtenir)[^.!?]{0,40}(?:${gadget})`,
  `^${short}(?:diese nachricht wurde )?(?:von|mit) [^.!?]{0,60}(?:${gadget})[^.!?]{0,40}(?:gesendet|verschickt)${fewWords}`,
  `^${short}gesendet (?:von|mit|über|aus)[^.!?]{0,40}(?:${gadget})${fewWords}`,
  `^${short}(?:inviato|enviado|enviada|verzonden|sendt|skickat|skickades|lähetetty|wysłano|wysłane|odesláno|отправлено|надіслано|gönderildi)[^.!?]{0,40}(?:${gadget})`,
  "^從我的 .{1,30} 傳送|^发自我的|^從我的|iphoneから送信|에서 보냄$|^iPhone'umdan",
].map((shape) => new RegExp(shape, "iu"));

/** "Sent from my phone", as telephones and mail programs add it in many languages. */
export const namesDevice = (line: string) => line.length <= 160 && deviceLines.some((shape) => shape.test(line));
