CREATE TABLE `step_files` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer,
	`height` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE INDEX `step_files_order` ON `step_files` (`org_id`,`order_id`,`position`);
