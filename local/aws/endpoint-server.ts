import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Gateway } from "./gateway";

/** A gateway's server, and the requests that it is at. */
export interface EndpointServer {
  readonly server: Server;
  readonly inFlight: ReadonlySet<Promise<void>>;
}

/** Makes the server of a gateway, not listening yet. */
export function endpointServer(gateway: Gateway): EndpointServer {
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // No Date: the SDK takes one that is minutes off for a wrong clock of its own, and repeats the refused call.
    // In a world in which a second takes minutes no Date could be right enough.
    response.sendDate = false;
    const work = gateway
      .handle(request, response)
      // What cannot even be answered is a broken connection to the caller, who reports it.
      .catch(() => void response.destroy())
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  });
  return { server, inFlight };
}

/** Listens on a free port of 127.0.0.1. @returns the endpoint's URL */
export async function listen(server: Server): Promise<string> {
  // Copies of large files and long polls take longer than Node's limit of a request.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** Ends the server and every connection. */
export async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}
