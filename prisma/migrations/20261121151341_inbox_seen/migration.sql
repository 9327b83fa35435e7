-- CreateTable
CREATE TABLE "inbox_seen" (
    "user_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_seen_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "delivery_kind_delivered_at_idx" ON "delivery"("kind", "delivered_at");

-- AddForeignKey
ALTER TABLE "inbox_seen" ADD CONSTRAINT "inbox_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
