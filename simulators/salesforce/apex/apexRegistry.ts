import type { OrgUser } from '../org/org.ts';

/** One call of a `webService static` method. */
export interface ApexCall {
  readonly user: OrgUser;
  readonly params: URLSearchParams;
}

/** One call of an `@AuraEnabled` method by a component; `params` is what a browser sent. */
export interface AuraCall {
  readonly user: OrgUser;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What stands in for one of the project's Apex classes. */
export interface ApexClass {
  readonly name: string;
  /** `webService` methods, for runApex() of Open CTI. */
  readonly methods?: Readonly<Record<string, (call: ApexCall) => string>>;
  /** Methods of an `@RestResource` class, as `GET /path`; they answer what JSON can carry. */
  readonly restMethods?: Readonly<Record<string, () => unknown>>;
  /** `@AuraEnabled` methods, for components; they answer what JSON can carry. */
  readonly auraMethods?: Readonly<Record<string, (call: AuraCall) => unknown>>;
}

/** A method of a class. */
export interface ApexTarget {
  readonly className: string;
  readonly methodName: string;
}

/** The class does not exist, or the user may not use it: Salesforce words both alike. */
export class ApexUnavailable extends Error {}

/** The class is there, and not granted to the user. */
export class ApexForbidden extends Error {}

/** The method threw an exception that nobody caught. */
export class ApexFailure extends Error {}

/** The org's Apex classes, as far as something stands in for them. */
export class ApexRegistry {
  readonly #classes: ReadonlyMap<string, ApexClass>;
  readonly #mayUse: (user: OrgUser, className: string) => boolean;

  /** `mayUse` says whether a permission set of the user grants a class. */
  constructor(classes: readonly ApexClass[], mayUse: (user: OrgUser, className: string) => boolean) {
    this.#classes = new Map(classes.map((apexClass) => [apexClass.name, apexClass]));
    this.#mayUse = mayUse;
  }

  /** The text that a `webService` method returns. @throws ApexUnavailable, ApexFailure */
  run(target: ApexTarget, call: ApexCall): string {
    const method = this.#granted(target, call.user)?.methods?.[target.methodName];
    if (!method) throw new ApexUnavailable(`Could not load Apex class: ${target.className}.`);
    return method(call);
  }

  /** What an `@AuraEnabled` method returns. @throws ApexUnavailable, ApexFailure, SalesforceError */
  runAura(target: ApexTarget, call: AuraCall): unknown {
    const method = this.#granted(target, call.user)?.auraMethods?.[target.methodName];
    if (!method) {
      throw new ApexUnavailable(`You do not have access to the Apex class named '${target.className}'.`);
    }
    return method(call);
  }

  /** What a method of an `@RestResource` class returns. @throws ApexUnavailable, ApexForbidden */
  runRest(resource: string, user: OrgUser): unknown {
    for (const { name, restMethods } of this.#classes.values()) {
      const method = restMethods?.[resource];
      if (!method) continue;
      if (this.#mayUse(user, name)) return method();
      throw new ApexForbidden(`You do not have access to the Apex class named: ${name}`);
    }
    throw new ApexUnavailable('Could not find a match for URL');
  }

  #granted({ className }: ApexTarget, user: OrgUser): ApexClass | undefined {
    return this.#mayUse(user, className) ? this.#classes.get(className) : undefined;
  }
}
