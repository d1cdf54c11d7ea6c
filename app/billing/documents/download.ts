import { lookup, type LookupAddress } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

const maxBytes = 10 * 1024 * 1024;
const maxRedirects = 5;

type Options = { trustedHost: string | null; timeoutMs: number };

/** The file at a URL that was given to us could not, or must not, be fetched. */
export class DownloadRefused extends Error {}

/**
 * Fetches a file of at most 10 MB. Every hop must be https and lead to a public address, checked on the very address
 * that is connected to; `trustedHost` (host and port) is the exception. Throws on anything but a whole 200.
 */
export async function download(url: string, { trustedHost, timeoutMs }: Options): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = parse(url);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await request(at, at.host === trustedHost, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return await wholeBody(response);
    response.destroy();
    if (statusCode < 300 || statusCode > 399 || !headers.location)
      throw new DownloadRefused(`${at.host} answered ${statusCode}`);
    at = parse(new URL(headers.location, at).href);
  }
  throw new DownloadRefused("Too many redirects");
}

function parse(url: string): URL {
  if (!URL.canParse(url)) throw new DownloadRefused("Not a URL");
  return new URL(url);
}

function request(url: URL, isTrusted: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!isTrusted && url.protocol !== "https:") throw new DownloadRefused(`${url.host} is not asked over https`);
  if (!/^https?:$/.test(url.protocol)) throw new DownloadRefused("Not a web address");
  if (!isTrusted && isIP(host) && !isPublicAddress(host)) throw new DownloadRefused(`${host} is no public address`);
  const options = { signal, headers: { Accept: "application/pdf" }, ...(isTrusted ? {} : { lookup: publicOnly }) };
  return new Promise((resolve, reject) => {
    (url.protocol === "https:" ? https : http).get(url, options, resolve).once("error", reject);
  });
}

/** Node's own look-up, refusing a name any of whose addresses is not public. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, "", 0);
    if (!addresses.length || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new DownloadRefused(`${hostname} is no public address`), "", 0);
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first!.address, first!.family);
  });
};

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
