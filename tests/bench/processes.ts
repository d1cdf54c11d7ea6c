import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { openCrowd, type Crowd } from "./crowd.ts";
import { median, quantile } from "./rates.ts";
import { customerPages, visits } from "./visits.ts";

const [rounds, pagesARound] = [15, 60];

/** A proxy as small as can be: each connection goes to the next port. */
async function roundRobin(ports: readonly number[]) {
  let next = 0;
  const server = createServer((from) => {
    const to = connect(ports[next++ % ports.length]!, "127.0.0.1");
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on("error", () => other.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

const portOf = (at: string) => Number(new URL(at).port);

/** Two processes on one file against one of them, each behind the same proxy, a few pages in turn. */
async function compare(crowd: Crowd, one: string, two: string) {
  for (const [name, page] of Object.entries(customerPages)) {
    const ask = (at: string) => visits(at, crowd.visitors, page, pagesARound);
    for (const at of [one, two]) for (let n = 0; n < 4; n++) await ask(at);
    const waits: Record<string, number[]> = { [one]: [], [two]: [] };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const [ofOne, ofTwo] = [await ask(one), await ask(two)];
      waits[one]!.push(...ofOne.waits);
      waits[two]!.push(...ofTwo.waits);
      ratios.push(ofOne.ms / ofTwo.ms);
    }
    const p99 = quantile(waits[two]!, 0.99) / quantile(waits[one]!, 0.99);
    console.log(`${name.padEnd(34)} rate ${median(ratios).toFixed(2)}  p99 ${p99.toFixed(2)}`);
  }
}

/** A second process on the same file, behind one proxy. */
export async function benchProcesses() {
  const crowd = await openCrowd(100);
  const second = await crowd.start();
  const [one, two] = [await roundRobin([portOf(crowd.at)]), await roundRobin([portOf(crowd.at), portOf(second.at)])];
  console.log("pages rendered anew, two processes on one file ÷ one, ten connections");
  await compare(crowd, one.at, two.at);
  for (const proxy of [one, two]) proxy.close();
  await second.stop();
  await crowd.close();
}
