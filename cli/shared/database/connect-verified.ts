import { checkServerIdentity } from "node:tls";
import type { Client } from "pg";
import { connectClient } from "../../../local/postgres/snapshot-session";
import type { MasterUser } from "./read-secret";

/** Where the database is reached, and what it has to prove. */
export interface DatabaseEnd {
  /** Near end of the tunnel. */
  readonly host: string;
  readonly port: number;
  /** Name that the server's certificate must be for. */
  readonly realHost: string;
  /** Name of the database. */
  readonly name: string;
  /** Certificates to trust, PEM. */
  readonly ca: string;
}

/**
 * Connects encrypted, and only to a server that proves to be the database: the certificate has to be for its real name,
 * although the connection goes to the near end of a tunnel.
 *
 * @throws DatabaseError of pg, or an error of TLS or the network
 */
export function connectVerified(
  { host, port, realHost, name, ca }: DatabaseEnd,
  { username, password }: MasterUser,
  applicationName: string,
): Promise<Client> {
  return connectClient(
    {
      host,
      port,
      user: username,
      password,
      database: name,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      ssl: {
        ca,
        rejectUnauthorized: true,
        servername: realHost,
        // Not the name that was connected to, which Node.js would compare where pg gives it.
        checkServerIdentity: (_connectedTo, certificate) => checkServerIdentity(realHost, certificate),
      },
    },
    applicationName,
  );
}

/** A port forward accepts connections also when its other end does not. */
const CONNECT_MILLISECONDS = 30_000;
