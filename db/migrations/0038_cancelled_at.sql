ALTER TABLE `orders` ADD `cancelled_at` integer;
