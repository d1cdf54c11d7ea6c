import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import { findOrder } from "#app/orders/orders.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { browserIn } from "#tests/http.ts";
import type { openTown } from "#tests/world.ts";

/** What Sam does to import files; Acme is customer C-17. */
export function importingIn(town: ReturnType<typeof openTown>) {
  town.system.db.update(organizations).set({ externalId: "C-17" }).where(eq(organizations.id, town.acme)).run();
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const plain = (html: string) => html.replaceAll("<!-- -->", "").replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
  const look = async (page: string) => plain((await sam.get(page)).html);
  const doAndWork = (verb: string) => async (page: string) => {
    await sam.post(`${page}/${verb}`, {});
    await town.drain();
  };
  return {
    sam,
    look,
    /** Brings a file and has it looked through. */
    async bring(content: string | string[]) {
      const body = new FormData();
      const text = typeof content === "string" ? content : content.join("\r\n");
      body.set("file", new File([text], "orders.csv", { type: "text/csv" }));
      const headers = { Cookie: town.signIn(town.sam.id), Origin: town.config.appUrl };
      const page = (await town.fetch("/staff/imports", { method: "POST", body, headers })).headers.get("Location")!;
      await town.drain();
      return { page, html: await look(page) };
    },
    /** Says which order the dates of a file have. */
    async answer(page: string, order: string) {
      const told = await sam.post(page, { order });
      await town.drain();
      return { status: told.status, html: plain(told.html) };
    },
    confirm: doAndWork("confirmation"),
    undo: doAndWork("undo"),
    order(reference: string) {
      const row = orderOf(town.system, reference);
      return row && findOrder(town.system.within(row.orgId), row.id, "2026-11-23");
    },
    async refusedFile(page: string) {
      const answer = await town.fetch(`${page}/refused.csv`, { headers: { Cookie: town.signIn(town.sam.id) } });
      return { headers: answer.headers, text: await answer.text() };
    },
  };
}
