CREATE TABLE `removed_events` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`removed_at` integer NOT NULL,
	PRIMARY KEY(`order_id`, `event_id`),
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

ALTER TABLE `waiting_events` ADD `removed_at` integer;