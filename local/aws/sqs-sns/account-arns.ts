import { EMULATOR_ACCOUNT } from "./emulator";

/** Translates ARNs between the configured account and the emulator's only one. */
export class AccountArns {
  constructor(
    readonly region: string,
    readonly accountId: string,
  ) {}

  queue(name: string): string {
    return `arn:aws:sqs:${this.region}:${this.accountId}:${name}`;
  }

  topic(name: string): string {
    return `arn:aws:sns:${this.region}:${this.accountId}:${name}`;
  }

  /** Other accounts' ARNs stay as they are: the emulator knows nothing of that name, as it should. */
  toEmulator(arn: string): string {
    return this.replaced(arn, this.accountId, EMULATOR_ACCOUNT);
  }

  fromEmulator(arn: string): string {
    return this.replaced(arn, EMULATOR_ACCOUNT, this.accountId);
  }

  private replaced(arn: string, from: string, to: string): string {
    return arn.replace(
      /^(arn:[^:]+:(?:sqs|sns):[^:]+:)(\d{12})(?=:)/,
      (whole, head: string, account: string) => (account === from ? `${head}${to}` : whole),
    );
  }
}
