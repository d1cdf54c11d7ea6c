import { digestMail, type DigestLine } from "#emails/digest.tsx";
import { z } from "zod";
import type { PersonId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import { postpone, type Bundle } from "../../mail/bundles.ts";
import { closeBundle, loseBundle, openBundle } from "../../mail/digests.ts";
import { write } from "../../mail/compose.ts";
import type { MailKind } from "../../mail/kind.ts";
import { inDigest, paths } from "../../paths.ts";
import { sortOut } from "../digest-lines.ts";

const maxLines = 20;

const props = z.object({ personId: z.string().transform((id) => id as PersonId), slot: z.number() });
const bundleOf = (row: Pick<typeof outbox.$inferSelect, "props">): Bundle => props.parse(row.props);

/**
 * props: { personId, slot }: what waited for that moment in a person's digest and is still to be said. What is left alone
 * is that mail itself. Too late, or to an address that is not theirs any more, it is left to the next one.
 */
export const digest: MailKind = {
  title: { en: "Your digest" },
  leadsTo: () => ({ path: paths.notifications(), name: null }),
  topic: "digest",
  isUnasked: true,
  whenSent: (system, row, now) => closeBundle(system, bundleOf(row), now),
  whenLost: loseBundle,
  async write(source) {
    const { system, row, brand, link, now } = source;
    const bundle = bundleOf(row);
    const waiting = openBundle(system, bundle, row.recipient, now);
    if (!waiting) {
      postpone(system, bundle, now);
      return null;
    }
    const { said, more } = await sortOut(source, bundle, waiting, maxLines);
    const [only] = said;
    if (!only) return null;
    if (said.length === 1) return write(source, only.row, { leave: only.leave });
    for (const { written } of said) written.whenShown?.();
    const lines = said.map(({ topic, written, organization }): DigestLine => {
      return { topic, text: written.subject, url: inDigest(written.url ?? link(paths.me())), organization };
    });
    return digestMail({
      brand,
      lines,
      more,
    });
  },
};
