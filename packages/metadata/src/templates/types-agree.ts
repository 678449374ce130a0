/**
 * The types of `template.ts` are written by hand, since they are read-only and say what each thing is for; the schemas are what a file is
 * checked against. This file does nothing but fail to compile when the two differ.
 */
import type { TemplateManifest, TemplatePackage, TemplateScenario } from './template.js'
import type { TemplateManifestFile, TemplatePackageFile, TemplateScenarioFile } from './types.gen.js'

type Frozen<T> = T extends readonly (infer M)[]
  ? readonly Frozen<M>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never

/** `$schema` is for editors and not kept; documents have schemas of their own. */
type Manifest = Frozen<Omit<TemplateManifestFile, '$schema'>>
type Scenario = Frozen<Omit<TemplateScenarioFile, '$schema'>>
type Rest = 'format' | 'data'

export type Agreed = [
  Same<Manifest, Frozen<TemplateManifest>>,
  Same<Scenario, Frozen<TemplateScenario>>,
  Same<Pick<Frozen<TemplatePackageFile>, Rest>, Pick<Frozen<TemplatePackage>, Rest>>,
  Same<keyof TemplatePackageFile, keyof TemplatePackage>,
]

/** Assignable only while every comparison above holds. */
export const agreed: Agreed = [true, true, true, true]
