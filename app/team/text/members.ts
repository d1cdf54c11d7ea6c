export const membersWords = {
  /** Beside the reader's own name. */
  you: "you",
  noName: "No name yet",
  invitedBy: (who: string) => `Invited by ${who}`,
  lastSeen: "Last seen {date}",
  neverSeen: "Not here yet",
  change: "Change",
  changeNamed: (who: string) => `Change ${who}`,
  leave: "Leave this team",
  more: "More about this team",
  exportAll: "Download everything",

  alone: "Only you so far",
  aloneText: "Who pays your invoices? Who asks about orders? Invite them, and nobody has to forward emails.",
  aloneHome: "Only you so far. Colleagues and accountants can have their own access.",
  aloneInvite: "Invite someone",
  inviteBilling: "Invite who pays",
  inviteMember: "Invite who asks",

  outside: "Outside your team",
  outsideText: "They read or get invoices, and see nothing else.",
  payable: "Gets billing emails, and can’t sign in",
  billingMails: "Who gets billing emails",

  person: {
    ask: "Is something wrong with this person’s access?",
    facts: "At a glance",
    email: "Email address",
    role: "Role",
    since: "In the team since",
    seen: "Last seen",
    never: "Not yet",
    newRole: "New role",
    ownRole: "Your own role",
    ownLost: "If you step down, you can’t change it back yourself.",
    save: "Save role",
    roleMissing: "Choose a role",
    notAllowed: "You can’t give that role. Choose another.",
    noSeat: "All seats are in use, and they’d need one in that role",
    lastOwner: "Nobody else owns this organization. Make somebody else an owner first.",
    ownersOnly: "Only an owner can change an owner.",
    saved: (who: string, role: string) => `${who}’s role is now: ${role}.`,
    unchanged: (who: string) => `Nothing changed for ${who}.`,
    gone: "That person is not in the team any more.",
    typedKept: "Your choice is kept. Save it to go on.",
  },

  signOut: (org: string) => `Sign out of ${org}`,
  signOutText: (who: string, org: string) =>
    `${who} has to sign in again before they see ${org}. It changes nothing else for them.`,
  signedOut: (who: string, org: string) => `${who} is signed out of ${org} everywhere.`,

  removal: {
    remove: "Remove from the team",
    title: (who: string) => `Remove ${who}`,
    text: (who: string) =>
      `${who} no longer sees anything here, and links in their emails stop working. What they asked stays with the team. They are told, but not by whom.`,
    verb: "Remove",
    keep: "Keep them",
    removed: (who: string) => `${who} is not in the team any more.`,
  },

  leaving: {
    title: (org: string) => `Leave ${org}`,
    ask: "Not sure whether to leave?",
    text: (opens: string) =>
      `You lose what you have here: ${opens}. Links in your emails stop working. What you asked stays with the team. To come back you need an invitation.`,
    verb: "Leave",
    stay: "Stay",
    left: (org: string) => `You left ${org}.`,
    lastOwner: "You are the only owner, so you can’t leave yet. Make somebody else an owner first.",
    team: "To the team",
  },
};
