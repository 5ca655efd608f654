/** The address of a database cannot be used; the message never repeats the address, which may hold a password. */
export class DatabaseAddressError extends Error {
  override readonly name = "DatabaseAddressError";
}

/** What stands in an address, decoded; what is not in it is not here. */
export interface AddressParts {
  readonly user?: string;
  readonly password?: string;
  readonly host?: string;
  readonly port?: string;
  readonly database?: string;
  /** Parameters after the question mark. */
  readonly parameters: ReadonlyMap<string, string>;
}

const shape =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<host>\[[^\]@/?#]*\]|[^:@/?#[\]]*)(?::(?<port>[^:@/?#]*))?(?:\/(?<database>[^/?#]*))?(?:\?(?<query>[^#]*))?$/;

const advice =
  "expected postgres://user@host:5432/database; in user names, passwords and database names write / : @ ? # % and " +
  "spaces as %2F %3A %40 %3F %23 %25 %20";

/**
 * Takes an address apart as libpq does (PostgreSQL documentation, "Connection URIs"), except that it names one host.
 *
 * @throws DatabaseAddressError when it is none
 */
export function addressParts(text: string): AddressParts {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined)
    throw new DatabaseAddressError(`the database's address cannot be read: ${advice}`);
  const host = groups["host"]?.replace(/^\[(.*)\]$/, "$1");
  if (host?.includes(",") === true)
    throw new DatabaseAddressError("the database's address names several hosts: give one of them");
  return {
    ...part("user", groups["user"]),
    ...part("password", groups["password"]),
    ...part("host", host),
    ...part("port", groups["port"]),
    ...part("database", groups["database"]),
    parameters: parametersOf(groups["query"] ?? ""),
  };
}

function part(name: string, text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined || text === "" ? {} : { [name]: decoded(name, text) };
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split("&").filter((each) => each !== "")) {
    const [key = "", value, ...more] = pair.split("=");
    const name = decoded("a parameter's name", key);
    if (value === undefined || more.length > 0)
      throw new DatabaseAddressError(`the parameter ${name}: expected name=value, an = in a value as %3D`);
    if (parameters.has(name)) throw new DatabaseAddressError(`the parameter ${name} is there twice`);
    parameters.set(name, decoded(name, value));
  }
  return parameters;
}

function decoded(what: string, text: string): string {
  try {
    const value = decodeURIComponent(text);
    if (!value.includes("\0")) return value;
  } catch {
    // What decodeURIComponent says would not help; the next line does.
  }
  throw new DatabaseAddressError(
    `${what} in the database's address: expected UTF-8 with signs as %xx; a % itself is %25`,
  );
}
