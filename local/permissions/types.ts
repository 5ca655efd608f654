/** One thing that a call needs to be allowed: a call may need several (CopyObject needs five). */
export interface Need {
  /** As policies write it, such as `s3:GetObject`. */
  readonly action: string;
  /** ARN; `*` for actions that have no resource. */
  readonly resource: string;
  /** Twelve digits: the account that owns the resource. */
  readonly resourceAccountId: string;
  /** Condition keys of the request beyond those that every request has, such as `s3:prefix` or `kms:ViaService`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** What it is needed for, in a few words: `decrypts the file that is copied`. */
  readonly purpose: string;
}

/** A need with who has it: what is put to the policies. */
export interface AccessRequest extends Need {
  /** ARN of a role, session or user, or a service principal such as `sns.amazonaws.com`. */
  readonly principal: string;
  /** Twelve digits; for a service principal the account on whose behalf it acts. */
  readonly principalAccountId: string;
  /** Name of a role's session, which AWS's messages name. */
  readonly session?: string;
}

/** Which statement of which policy. */
export interface StatementName {
  /** Where the policy stands: a Terraform address such as `aws_iam_policy.s3_to_s3_copier_lambda`, or whose it is. */
  readonly policy: string;
  /** Its Sid, or `#<index>` counted from 1 where it has none. */
  readonly statement: string;
}

/** What the policies say to a request. */
export type AccessDecision =
  | { readonly kind: "allowed"; readonly by: readonly StatementName[] }
  | {
      readonly kind: "denied";
      /** The Deny statement that decided; absent when nothing allows the request. */
      readonly by?: StatementName;
      /** AWS's own sentence: `User: … is not authorized to perform: … on resource: … because …` */
      readonly because: string;
      /** The Allow statement that matches but for its condition, and what the request has there; absent without one. */
      readonly nearMiss?: string;
      /**
       * A statement that would allow it, as JSON, and the policy where it belongs; when a Deny statement decided, that
       * statement as it would have to be. Where two accounts must both allow it and neither does, the first of two.
       */
      readonly remedy: { readonly policy: string; readonly statement: Readonly<Record<string, unknown>> };
    };

export interface DecidedAccess {
  readonly request: AccessRequest;
  readonly decision: AccessDecision;
}

/** Decides requests by a set of policies. */
export interface Authority {
  decide(request: AccessRequest): Promise<AccessDecision>;
}

/** A policy document as JSON, references resolved. */
export interface NamedPolicy {
  /** See {@link StatementName.policy}. */
  readonly name: string;
  readonly document: PolicyDocument;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** Every policy of the world that is run: the stack's, the landing zone's, and those of people. */
export interface PolicySet {
  /** By ARN of a role or user. */
  readonly identity: ReadonlyMap<string, readonly NamedPolicy[]>;
  /** Who may assume a role, by its ARN. */
  readonly trust: ReadonlyMap<string, NamedPolicy>;
  /** Of queues, topics, buckets (`arn:aws:s3:::name`) and keys, by ARN. */
  readonly resource: ReadonlyMap<string, NamedPolicy>;
}
