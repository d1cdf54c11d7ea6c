ALTER TABLE `order_approvals` ADD `decision` text DEFAULT 'approved' NOT NULL;
ALTER TABLE `orders` ADD `change_asked` integer DEFAULT false NOT NULL;