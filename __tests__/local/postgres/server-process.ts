// Started by the tests as a process of its own: `close | exit | wait`. Prints one line of JSON about its server.
import { startPostgres } from "../../../local/postgres/server";

async function main(ending: string | undefined): Promise<void> {
  const server = await startPostgres();
  console.log(JSON.stringify({ pid: server.pid, directory: server.directory, port: server.port }));
  if (ending === "close") await server.close();
  else if (ending === "exit") process.exit(7);
  else setInterval(() => undefined, 60_000);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
