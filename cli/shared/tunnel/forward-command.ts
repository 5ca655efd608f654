/** A port forward through the bastion to the database. */
export interface PortForward {
  readonly bastion: string;
  readonly host: string;
  readonly port: number;
  /** On this machine. */
  readonly localPort: number;
  readonly region: string;
  readonly profile?: string | undefined;
}

/** Document of Systems Manager for a forward to a host that the node reaches (Systems Manager: "Starting a session"). */
const DOCUMENT = "AWS-StartPortForwardingSessionToRemoteHost";

/** @returns the arguments of the AWS CLI that open it */
export function forwardArguments(forward: PortForward): readonly string[] {
  const { bastion, host, port, localPort, region, profile } = forward;
  const parameters = { host: [host], portNumber: [String(port)], localPortNumber: [String(localPort)] };
  return [
    ...["ssm", "start-session"],
    ...["--target", bastion],
    ...["--document-name", DOCUMENT],
    ...["--parameters", JSON.stringify(parameters)],
    ...["--region", region],
    ...(profile === undefined ? [] : ["--profile", profile]),
  ];
}

/** The same as it is typed into a POSIX shell. */
export function forwardCommand(forward: PortForward): string {
  return ["aws", ...forwardArguments(forward)].map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
