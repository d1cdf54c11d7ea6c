import { openCrowd } from "./crowd.ts";
import { customerPages, memoryMb, visits } from "./visits.ts";

const pages = 20_000;
const organizations = 60;

/** What the portal's process takes of memory at rest, and once customers have read 20,000 pages. */
export async function benchMemory() {
  const crowd = await openCrowd(organizations);
  console.log(`memory before and after ${pages} pages of ${organizations} organizations, each rendered anew`);
  const show = (name: string, goal: number) => {
    const { all, own } = memoryMb(crowd.pid);
    console.log(`${name.padEnd(34)} ${all.toFixed(0).padStart(7)} MB  its own ${own.toFixed(0)} MB  goal ${goal} MB`);
  };
  show("idle", 110);
  const kinds = Object.values(customerPages);
  const every = pages / 4;
  for (let done = every; done <= pages; done += every) {
    for (const page of kinds) await visits(crowd.at, crowd.visitors, page, every / kinds.length);
    show(`after ${done} pages`, 200);
  }
  await crowd.close();
}
