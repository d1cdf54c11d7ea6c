import { afterEach, beforeEach } from "vitest";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { monday, openTown } from "#tests/world.ts";

export type TownWithPostmark = { town: ReturnType<typeof openTown>; postmark: PostmarkStandIn };

/** Gives each test of the file a town of its own whose mails go to a stand-in of Postmark. */
export function openBeforeEach(give: (opened: TownWithPostmark) => void, env: Record<string, string> = {}) {
  let opened: TownWithPostmark;
  beforeEach(async () => {
    const postmark = await startPostmark({ now: () => monday });
    const way = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" };
    opened = { postmark, town: openTown({ ...way, ...env }) };
    give(opened);
  });
  afterEach(async () => {
    opened.town.close();
    await opened.postmark.close();
  });
}
