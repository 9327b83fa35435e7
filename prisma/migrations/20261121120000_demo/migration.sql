-- AlterTable
ALTER TABLE "share_link" ADD COLUMN     "language" TEXT;

-- CreateTable
CREATE TABLE "demo" (
    "id" TEXT NOT NULL,
    "phase_at" TIMESTAMPTZ(3) NOT NULL,
    "seeded_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "demo_pkey" PRIMARY KEY ("id")
);
