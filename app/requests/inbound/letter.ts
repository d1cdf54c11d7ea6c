import type { InboundMail } from "./inbound.ts";
import type { Judgement } from "./judge.ts";

/** A mail as it goes into a thread: who sent it, whether that is proven, and what they said. */
export type Letter = Omit<InboundMail, "from" | "text"> &
  Omit<Judgement, "said" | "proof"> & {
    from: { email: string; name: string | null };
    proven: boolean;
    /** Who else it was sent to: neither its sender nor the company. */
    others: string[];
    text: string;
    wordsSha: string;
    /** Whether a calendar or a note of absence sent it, and nobody wrote a word. */
    isNotice: boolean;
    isWordless: boolean;
    /** Whether not all of it could be taken. */
    isPart: boolean;
  };
