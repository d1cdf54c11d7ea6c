export const membersWords = {
  /** Beside the reader's own name. */
  you: "you",
  noName: "No name yet",
  invitedBy: (who: string) => `Invited by ${who}`,
  lastSeen: "Last seen {date}",
  neverSeen: "Hasn’t signed in yet",
  change: "Change",
  changeNamed: (who: string) => `Change ${who}`,
  leave: "Leave this team",
  more: "More about this team",
  exportAll: "Download everything",

  alone: "Only you so far",
  aloneText: "Who pays your invoices? Who asks about orders? Invite them, and nobody has to forward emails.",
  aloneHome: "It’s just you so far. Your colleagues and accountant can sign in too.",
  aloneInvite: "Invite someone",
  inviteBilling: "Invite someone for billing",
  inviteMember: "Invite someone for orders",

  outside: "Outside your team",
  outsideText: "They can read or receive invoices and ask questions. They see nothing else.",
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
    ownLost: "If you step down, you can’t change this back yourself.",
    save: "Save role",
    roleMissing: "Choose a role",
    notAllowed: "You can’t give that role. Choose another.",
    noSeat: "All seats are in use, and that role needs one",
    lastOwner: "There’s no other owner. Make someone else an owner first.",
    ownersOnly: "Only an owner can change an owner.",
    saved: (who: string, role: string) => `${who}’s role is now ${role}.`,
    unchanged: (who: string) => `Nothing changed for ${who}.`,
    gone: "That person is no longer in the team.",
    typedKept: "We kept your choice. Save it to continue.",
  },

  signOut: (org: string) => `Sign out of ${org}`,
  signOutText: (who: string, org: string) =>
    `${who} will have to sign in again to see ${org}. Nothing else changes for them.`,
  signedOut: (who: string, org: string) => `${who} is signed out of ${org} everywhere.`,

  removal: {
    remove: "Remove from the team",
    title: (who: string) => `Remove ${who}`,
    text: (who: string) =>
      `${who} will no longer see anything here, and links in their emails will stop working. Their requests stay with the team. We’ll tell them they were removed, but not by whom.`,
    verb: "Remove",
    keep: "Keep them",
    removed: (who: string) => `${who} is no longer in the team.`,
  },

  leaving: {
    title: (org: string) => `Leave ${org}`,
    ask: "Not sure whether to leave?",
    text: (opens: string) =>
      `You’ll lose access to: ${opens}. Links in your emails will stop working. Your requests stay with the team. To come back, you’ll need an invitation.`,
    verb: "Leave",
    stay: "Stay",
    left: (org: string) => `You left ${org}.`,
    lastOwner: "You are the only owner, so you can’t leave yet. Make someone else an owner first.",
    team: "Go to the team",
  },
};
