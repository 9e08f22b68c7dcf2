import type { LabelName } from './label-names.ts'

/** The widget's words, put in by the build. */
declare const WIDGET_LABELS: Record<LabelName, string>
export const labels = WIDGET_LABELS
