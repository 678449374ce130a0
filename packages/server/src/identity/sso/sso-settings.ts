/** Single sign-on as the operator set it up. */
export interface SsoSettings {
  /** Address of the provider as its own documents spell it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Name of the provider on the sign-in page; undefined: a general one. */
  readonly label?: string | undefined
  /** True: nobody but administrators signs in by password. */
  readonly isOnlyWay: boolean
}
