export const staffCustomerWords = {
  back: "Search",
  ask: "Is something wrong with this customer’s data?",
  facts: "At a glance",
  requests: "Requests",
  email: "Email",
  phone: "Phone",
  number: "Number in your system",
  since: "Here since",
  people: "People",
  noPeople: "Nobody of theirs can sign in. Your system, or an owner whom Stripe names, brings people here.",
  noName: "No name",
  cameBack: "Mails to them come back",
  alsoFrom: (name: string) => `${name} also writes from`,
  letInBy: (staff: string) => `let in by ${staff}`,
  end: "End",
  endNamed: (email: string) => `End ${email}`,
  endTitle: (email: string) => `End ${email}`,
  endText: (email: string, person: string) =>
    `Mails from ${email} no longer count as ${person}’s: the next one is held until one of you has looked at it. What came before stays where it is.`,
  endIt: "Remove address",
  ended: (email: string, person: string) => `Mails from ${email} no longer count as ${person}’s.`,
  newOrder: "New order",

  newTitle: "New customer",
  newLead: "For a customer that neither Stripe nor your own systems bring.",
  name: "Name",
  nameHint: "What the company is called, or the person",
  owner: "Owner’s email address",
  ownerHint: "They sign in with it. We do not write to them: let them know.",
  make: "Make customer",
  made: (email: string) => `Made. ${email} can sign in now.`,
  newAsk: "Not sure how customers come here?",
  faults: {
    nameMissing: "Enter the name",
    tooLong: (maxLength: number) => `Shorten the name to ${maxLength} characters`,
    emailMissing: "Enter the owner’s email address",
    emailWrong: "Enter one email address, like name@example.com",
    already: (customer: string) => `That address is ${customer}’s already`,
    disabled: "Nobody may sign in with that address any more",
  },

  stripe: "Customers at Stripe",
  noStripe: "None is linked: no invoice shows here. Link the customer at Stripe whose invoices are theirs.",
  atStripe: "Open at Stripe",
  link: "Link a customer at Stripe",
  unlink: "Unlink",
  unlinkNamed: (name: string) => `Unlink ${name}`,

  linkTitle: (name: string) => `Link a customer at Stripe to ${name}`,
  linkLead:
    "All invoices, subscriptions and cards of that customer are shown to this organization’s people from then on.",
  id: "Stripe’s id of the customer",
  idHint: "It begins with cus_ and is in the address of the customer’s page at Stripe.",
  find: "Find it",
  idMissing: () => "Enter the id",
  unknown: (id: string) =>
    `The portal knows no customer “${id}”. Is it another account’s, or was it made a moment ago?`,
  isTheirs: (id: string) => `${id} is linked to this organization already.`,
  found: (what: string, owner: string | null, invoices: string) =>
    owner
      ? `${what} belongs to ${owner} now, with ${invoices}. Linking moves all of it here: nobody of ${owner} sees it any more.`
      : `${what} belongs to nobody yet, with ${invoices}.`,
  invoices: (n: number) => `${n.toLocaleString("en")} ${n === 1 ? "invoice" : "invoices"}`,
  linkIt: (id: string) => `Link ${id}`,
  linked: (id: string, name: string) => `${id} is linked to ${name}.`,

  unlinkTitle: (id: string) => `Unlink ${id}`,
  unlinkText: (id: string, name: string, invoices: string) =>
    `Nobody of ${name} sees the ${invoices} of ${id} any more, until somebody links it again. Nothing changes at Stripe.`,
  unlinked: (id: string, name: string) => `${id} is not linked to ${name} any more.`,
};
