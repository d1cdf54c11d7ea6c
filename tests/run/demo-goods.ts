export const day = 86_400;

export const lines = {
  chairs: [
    { description: "Oak chair, natural oil", quantity: 6, unit_amount_decimal: "17000", tax: 19380 },
    { description: "Delivery by two people, to Hafenstr. 4, Hamburg", amount: 1745, tax: 331 },
  ],
  care: [{ description: "Care plan, quarterly visit", amount: 71345, tax: 13555 }],
  repair: [{ description: "New seat, bench no. 3", amount: 8067, tax: 1533 }],
};

export const number = (n: number) => `INV-${1000 + n}`;

export const rooms = [
  "Oak chair for a room",
  "Desk of ash",
  "Luggage bench",
  "Reading lamp",
  "Bed of oak, 180 cm",
  "Wardrobe",
];
