import type { CredentialBook } from "./credential-book";
import type { Caller, Credentials } from "./types";

/** How AWS's own services reach the endpoint. */
export interface EndpointAccess {
  readonly endpoint: () => string;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: CredentialBook;
}

/** What a client of the SDK is made with. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/**
 * Clients of the SDK, one for each caller. The calls that AWS's own services make to each other go through the endpoint
 * like everybody's, under the identity that they have in AWS, so that they are recorded, can be denied, and can be made
 * to fail.
 */
export class CallerClients<Client extends { destroy(): void }> {
  private readonly clients = new Map<string, Client>();

  constructor(
    private readonly access: EndpointAccess,
    private readonly make: (settings: ClientSettings) => Client,
  ) {}

  of(caller: Caller): Client {
    const credentials = this.access.credentials.credentialsFor(caller);
    const known = this.clients.get(credentials.accessKeyId);
    if (known !== undefined) return known;
    const { region } = this.access;
    const client = this.make({ endpoint: this.access.endpoint(), region, credentials });
    this.clients.set(credentials.accessKeyId, client);
    return client;
  }

  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }
}
