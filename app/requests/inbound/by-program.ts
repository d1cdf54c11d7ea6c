import { valuesOf } from "./headers.ts";
import type { InboundAttachment, InboundMail } from "./inbound.ts";

const method = /method\s*[=:]\s*"?(?:reply|counter)\b/i;
/** How the subjects of absence notes begin that no header tells of. */
const absence =
  /^(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|automatische antwort|abwesen|réponse automatique|absence du bureau|respuesta automática|risposta automatica|resposta automática|automatisch antwoord|autosvar|automatiskt svar|automatisk svar|odpowiedź automatyczna|автоответ)/i;

/** Whether a file is what a calendar sends when somebody takes or turns down a meeting. */
export function isCalendarAnswer({ name, type, base64 }: InboundAttachment): boolean {
  if (!/^text\/calendar\b|^application\/ics\b/.test(type) && !/\.ics$/i.test(name)) return false;
  return method.test(type) || method.test(Buffer.from(base64.slice(0, 8_000), "base64").toString());
}

/** Whether a mail answers a meeting or tells of an absence: nothing that opens a closed request again. */
export const isNotice = ({ subject, attachments, headers, rawHeaders }: InboundMail): boolean =>
  absence.test(subject) ||
  attachments.some(isCalendarAnswer) ||
  valuesOf([...headers, ...rawHeaders], "content-type").some(
    (type) => /^text\/calendar\b/i.test(type) && method.test(type),
  );
