import { copyFileSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../modules/shared/repository-root";

/**
 * Keeps the Terraform JSON that a run has deployed where the person finds it afterwards: `.local/last-run.tf.json`, which
 * the next run replaces at one stroke.
 *
 * @param stackDirectory folder of `cdk.tf.json`
 * @returns the file's path
 */
export function keepTerraformJson(stackDirectory: string): string {
  const kept = path.join(repositoryRoot(), ".local", "last-run.tf.json");
  const whole = `${kept}.${process.pid}`;
  mkdirSync(path.dirname(kept), { recursive: true });
  copyFileSync(path.join(stackDirectory, "cdk.tf.json"), whole);
  renameSync(whole, kept);
  return kept;
}
