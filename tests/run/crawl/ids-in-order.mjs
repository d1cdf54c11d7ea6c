// Loaded into the portal before all else: what it draws at random counts up, so that lists sorted by id are in the order
// in which things came about, in every crawl the same.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

let drawn = 0;
crypto.randomBytes = (size) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(++drawn, size - 6, 6);
  return bytes;
};
syncBuiltinESMExports();
