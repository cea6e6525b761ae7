import type {
  AccountsServiceDefinition,
  CompanyFile,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { Client, ServiceTokens } from "@whiteline/service-kit";
import { partyNumbers, type Parties, type Party, type PartyNumber } from "./domain/party.js";

type Needs = {
  readonly accounts: Pick<
    Client<typeof AccountsServiceDefinition>,
    "getTenant" | "getCompanyFile" | "getProviderFile"
  >;
  readonly tokens: Pick<ServiceTokens, "platform">;
};

/** Who sells to whom, as accounts knows them now. Throws while accounts is away: no invoice goes out without names. */
export type NameParties = (of: {
  readonly tenantId: string;
  readonly providerId: string;
}) => Promise<Parties>;

/**
 * The provider is the seller of its resellers' customers, too: it is their provider's price with what the reseller puts
 * on top that they pay into its account (README).
 */
export const partyNames =
  ({ accounts, tokens }: Needs): NameParties =>
  async ({ tenantId, providerId }) => {
    const asked = await tokens.platform();
    const [{ tenant }, buyer, seller] = await Promise.all([
      accounts.getTenant({ tenantId }, asked),
      accounts.getCompanyFile({ tenantId }, asked),
      accounts.getProviderFile({ providerId }, asked),
    ]);
    return {
      seller: toParty(seller.file, providerId),
      buyer: toParty(buyer.file, tenant?.name ?? tenantId),
    };
  };

/** @param otherwise as it registered, where its file names it by no other name. */
const toParty = (file: CompanyFile | undefined, otherwise: string): Party => {
  const values: Readonly<Record<PartyNumber, string>> = {
    tax_number: file?.taxNumber ?? "",
    enterprise_code: file?.enterpriseCode ?? "",
    economic_code: file?.economicCode ?? "",
    national_id: file?.nationalId ?? "",
    registration_number: file?.registrationNumber ?? "",
  };
  return {
    name: file?.companyName || otherwise,
    address: file?.address ?? "",
    taxOffice: file?.taxOffice ?? "",
    numbers: partyNumbers.flatMap((field) =>
      values[field] === "" ? [] : [{ field, value: values[field] }],
    ),
  };
};
