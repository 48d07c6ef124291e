export { type OpenTelemetryOptions, openTelemetryHooks } from './hooks.ts';
