export { DEFAULTS } from "./defaults";
export { maximumSandboxPrefixLength } from "./names";
export { sandboxDatabaseOutputs } from "./outputs";
export type { SandboxDatabase, SandboxResourcesProps } from "./props";
export { SandboxResources } from "./sandbox-resources";
export { SandboxSettingsError } from "./settings";
