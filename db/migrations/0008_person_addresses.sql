CREATE TABLE `person_addresses` (
	`email` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`added_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `person_addresses_person` ON `person_addresses` (`person_id`);
CREATE INDEX `people_name` ON `people` (lower(trim("name")));