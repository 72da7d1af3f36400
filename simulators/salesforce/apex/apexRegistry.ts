import type { OrgUser } from '../org/org.ts';

/** One call of a `webService static` method. */
export interface ApexCall {
  readonly user: OrgUser;
  readonly params: URLSearchParams;
}

/** What stands in for one of the project's global Apex classes. */
export interface ApexClass {
  readonly name: string;
  /** Whether a permission set of the user grants the class. */
  mayUse(user: OrgUser): boolean;
  readonly methods: Readonly<Record<string, (call: ApexCall) => string>>;
}

/** The class does not exist, or the user may not use it: Salesforce words both alike. */
export class ApexUnavailable extends Error {}

/** The method threw an exception that nobody caught. */
export class ApexFailure extends Error {}

/** The org's Apex classes that runApex() reaches. */
export class ApexRegistry {
  readonly #classes: ReadonlyMap<string, ApexClass>;

  constructor(classes: readonly ApexClass[]) {
    this.#classes = new Map(classes.map((apexClass) => [apexClass.name, apexClass]));
  }

  /** The text the method returns. @throws ApexUnavailable, ApexFailure */
  run(target: { className: string; methodName: string }, call: ApexCall): string {
    const apexClass = this.#classes.get(target.className);
    const method = apexClass?.methods[target.methodName];
    if (!apexClass || !method || !apexClass.mayUse(call.user)) {
      throw new ApexUnavailable(`Could not load Apex class: ${target.className}.`);
    }
    return method(call);
  }
}
