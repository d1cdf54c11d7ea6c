import { processEnv } from "./config.server.ts";
import { runCommand } from "./cli.ts";
import { serveUntilStopped } from "./server.ts";

const command = process.argv.slice(2);

if (command.length) process.exitCode = await runCommand(command, { env: processEnv(), now: Date.now });
else serveUntilStopped(processEnv());
