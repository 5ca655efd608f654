import { Fn, Token, type IResolvable } from "cdktf";
import { lowerCased } from "../shared/lower-cased";

type Tags = Readonly<Record<string, string>>;

/** By which AWS Backup selects what it backs up. */
const BACKUP_POLICY = "BackupPolicy";

/**
 * The bucket's tags: those that are given, and the environment in lower case whatever they say of it.
 * @param includeBackupPolicy whether the tag BackupPolicy stays
 */
export function bucketTags(
  tags: Tags,
  environment: string,
  includeBackupPolicy: boolean | IResolvable,
): Record<string, string> {
  const kept = withBackupPolicyIf(includeBackupPolicy, tags);
  const own = { Environment: lowerCased(environment) };
  return Token.isUnresolved(kept) ? Token.asStringMap(Fn.merge([kept, own])) : { ...kept, ...own };
}

function withBackupPolicyIf(include: boolean | IResolvable, tags: Tags): Tags {
  if (include === true) return tags;
  if (!Token.isUnresolved(tags) && !(BACKUP_POLICY in tags)) return tags;
  const without = withoutBackupPolicy(tags);
  return include === false ? without : Token.asStringMap(Fn.conditional(include, tags, without));
}

function withoutBackupPolicy(tags: Tags): Tags {
  if (!Token.isUnresolved(tags))
    return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== BACKUP_POLICY));
  const all = Token.asList(Fn.keys(tags) as unknown);
  const names = Token.asList(Fn.setsubtract(all, [BACKUP_POLICY]));
  const values = Token.asList(Fn.values(tags) as unknown);
  return Token.asStringMap(Fn.zipmap(names, Fn.matchkeys(values, all, names)));
}
