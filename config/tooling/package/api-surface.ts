import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";
import { emitDeclarations } from "./declarations";

/** Where the surface is recorded, from the repository's root: a change of it is seen in review. */
export const API_REPORT = "config/api/db-snapshot-to-s3.api.md";

export interface ApiSurfaceRequest {
  readonly root: string;
  /** Where all public declarations are written, as one file. @default nowhere */
  readonly declarations?: string;
  /** Whether a record that is not current is written anew. */
  readonly update: boolean;
  readonly print: (line: string) => void;
}

export type ApiSurface =
  { readonly kind: "current" } | { readonly kind: "changed" } | { readonly kind: "broken" };

/**
 * Compares what the package offers with the record of it.
 * @returns `changed` when the record is not current, or was not; `broken` when something is offered whose type is not:
 * what it is has been printed
 */
export async function apiSurface(request: ApiSurfaceRequest): Promise<ApiSurface> {
  const { root, print } = request;
  mkdirSync(path.join(root, ".build"), { recursive: true });
  const workspace = mkdtempSync(path.join(root, ".build", "api-"));
  try {
    const entry = await emitDeclarations(root, workspace);
    const { errorCount, apiReportChanged } = Extractor.invoke(configuration(request, workspace, entry), {
      localBuild: request.update,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error) print(message.formatMessageWithLocation(root));
      },
    });
    if (errorCount > 0) return { kind: "broken" };
    return { kind: apiReportChanged ? "changed" : "current" };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

function configuration(
  { root, declarations }: ApiSurfaceRequest,
  workspace: string,
  entry: string,
): ExtractorConfig {
  const report = path.join(root, API_REPORT);
  const configObject: IConfigFile = {
    projectFolder: root,
    mainEntryPointFilePath: entry,
    newlineKind: "lf",
    compiler: { tsconfigFilePath: path.join(root, "config", "tooling", "package", "tsconfig.json") },
    apiReport: {
      enabled: true,
      reportFolder: path.dirname(report),
      reportTempFolder: workspace,
      reportFileName: path.basename(report),
    },
    docModel: { enabled: false },
    tsdocMetadata: { enabled: false },
    dtsRollup: {
      enabled: declarations !== undefined,
      untrimmedFilePath: "",
      ...(declarations !== undefined && { publicTrimmedFilePath: declarations }),
    },
    messages: MESSAGES,
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(root, "package.json"),
  });
}

const silent = { logLevel: ExtractorLogLevel.None };
const error = { logLevel: ExtractorLogLevel.Error };

const MESSAGES: NonNullable<IConfigFile["messages"]> = {
  compilerMessageReporting: { default: error },
  extractorMessageReporting: {
    default: error,
    // Everything that is exported is public.
    "ae-missing-release-tag": silent,
    // What is not documented is marked so in the record.
    "ae-undocumented": silent,
  },
  // Comments follow this project's rules, which are not TSDoc's.
  tsdocMessageReporting: { default: silent },
};
