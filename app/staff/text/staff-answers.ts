import { staffOrdersWords } from "../../orders/text/staff-orders.ts";
import { staffCustomerWords } from "./staff-customer.ts";
import { staffCustomersWords } from "./staff-customers.ts";

const { view } = staffCustomersWords;

/** Ten questions that staff ask most, each with its answer. */
export const shortAnswersWords = {
  title: "Short answers",
  more: "In detail",
  answers: {
    find: {
      asked: "How do I find a customer?",
      said: "Type the first letters of a name, an email address or a number. One page shows everything about them.",
    },
    add: {
      asked: "How do I add a customer?",
      said: "Enter the name and the owner’s email address. They’re only emailed if you tick the invitation.",
    },
    answer: {
      asked: "How do I answer a question?",
      said: "Open it, type, send. The customer who has waited longest comes first.",
    },
    step: {
      asked: "How do I mark an order as shipped?",
      said: "Press the next step in its row. To mark several, tick them and choose the step above the table.",
    },
    correct: {
      asked: "How do I undo a step?",
      said: `Open the order and press “${staffOrdersWords.takeBack}” next to the step. If the customer was told, they get a correction.`,
    },
    approve: {
      asked: "How do I get an approval?",
      said: `Open the order and press “${staffOrdersWords.askCustomer}”. The answer appears on Today.`,
    },
    bounced: {
      asked: "Did my email arrive?",
      said: `“${view["mail-comes-back"]}” lists the customers our emails don’t reach. Their page says which and why.`,
    },
    locked: {
      asked: "A customer can’t sign in. What now?",
      said: `Look under “${view.nobody}”. On the customer’s page, invite someone or send a sign-in email.`,
    },
    stripe: {
      asked: "Invoices are missing. Why?",
      said: `On the customer’s page, choose “${staffCustomerWords.link}”. Their invoices appear at once.`,
    },
    health: {
      asked: "Is everything working?",
      said: "Health shows what’s stuck and what to do about it.",
    },
  },
};
