import http, { type IncomingMessage } from "node:http";
import https from "node:https";

const maxBytes = 10 * 1024 * 1024;
const maxRedirects = 5;

type Options = { isAllowed: (url: string) => boolean; timeoutMs: number };

/** The file at a URL that was given to us could not, or must not, be fetched. */
export class DownloadRefused extends Error {}

/** Fetches a file of at most 10 MB, from where `isAllowed` says, at every hop. Throws on anything but a whole 200. */
export async function download(url: string, { isAllowed, timeoutMs }: Options): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (!isAllowed(at)) throw new DownloadRefused("The file is not at an address that it may come from");
    const response = await request(new URL(at), signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return await wholeBody(response);
    response.destroy();
    if (statusCode < 300 || statusCode > 399 || !headers.location)
      throw new DownloadRefused(`${new URL(at).host} answered ${statusCode}`);
    at = URL.canParse(headers.location, at) ? new URL(headers.location, at).href : "";
  }
  throw new DownloadRefused("Too many redirects");
}

function request(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const options = { signal, headers: { Accept: "application/pdf" } };
  return new Promise((resolve, reject) => {
    (url.protocol === "https:" ? https : http).get(url, options, resolve).once("error", reject);
  });
}

async function wholeBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new DownloadRefused("The file is larger than 10 MB");
    chunks.push(chunk);
  }
  if (!response.complete) throw new DownloadRefused("The file broke off");
  return Buffer.concat(chunks);
}
