CREATE TABLE `organization_access` (
	`org_id` text PRIMARY KEY NOT NULL,
	`seats_by_hand` integer,
	`seats_over_told` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `organization_access_seats` ON `organization_access` (`seats_by_hand`) WHERE seats_by_hand is not null;
ALTER TABLE `products` ADD `is_seat` integer DEFAULT false NOT NULL;