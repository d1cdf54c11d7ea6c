CREATE TABLE `closing_votes` (
	`message_id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`request_id` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `closing_votes_request` ON `closing_votes` (`request_id`);
CREATE INDEX `closing_votes_at` ON `closing_votes` (`at`);
