-- Whoever comes back to a department gets a row of their own: the old dates stay.
ALTER TABLE "UserDepartment" DROP CONSTRAINT "UserDepartment_pkey",
  ADD CONSTRAINT "UserDepartment_pkey" PRIMARY KEY ("userId", "departmentId", "from");
